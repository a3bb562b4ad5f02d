package io.quorate.core.lock;

import java.util.Arrays;
import java.util.Optional;

/// Someone who wants a lock, or has it.
///
/// @param ticket its number; a later claim has a larger one, on any lock
/// @param owner what it calls itself
/// @param leaseId the claim ends with this lease
/// @param ownLease whether that lease was made for the claim, and so ends with it
/// @param value what a candidate publishes once it leads
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Claim(
    long ticket, String owner, long leaseId, boolean ownLease, Optional<byte[]> value) {

  /// The same claim with another value.
  Claim publishing(byte[] other) {
    return new Claim(ticket, owner, leaseId, ownLease, Optional.of(other));
  }

  /// The same claim without what it publishes.
  Claim withoutValue() {
    return new Claim(ticket, owner, leaseId, ownLease, Optional.empty());
  }

  /// How many bytes it publishes.
  public long valueBytes() {
    return value.map(bytes -> bytes.length).orElse(0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Claim that
        && ticket == that.ticket
        && owner.equals(that.owner)
        && leaseId == that.leaseId
        && ownLease == that.ownLease
        && Arrays.equals(value.orElse(null), that.value.orElse(null));
  }

  @Override
  public int hashCode() {
    return Long.hashCode(ticket);
  }
}
