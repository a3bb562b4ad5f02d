package io.quorate.service.engine;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Decree;
import io.quorate.core.quorum.QuorumSystem;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/// That an acceptor voted in a slot, without what it voted for: small enough to ask for a page of
/// them.
///
/// @param slot the place in the log
/// @param ballot the ballot it was accepted in
/// @param digest the same for the same decree; tells decrees apart for a person who looks, and
///   proves nothing
/// @param changesTo the quorum system that the decree puts in force, if it is such a one
public record Vote(long slot, Ballot ballot, long digest, Optional<QuorumSystem> changesTo) {

  /// The vote without its decree.
  public static Vote of(AcceptedDecree vote) {
    return new Vote(vote.slot(), vote.ballot(), digest(vote.decree()), changeIn(vote.decree()));
  }

  private static Optional<QuorumSystem> changeIn(Decree decree) {
    return decree instanceof Decree.Change change ? Optional.of(change.to()) : Optional.empty();
  }

  private static long digest(Decree decree) {
    return switch (decree) {
      case Decree.NoOp() -> 0;
      case Decree.Batch batch -> digest(batch);
      case Decree.Change change -> ~digest(change.request());
    };
  }

  private static long digest(Decree.Batch batch) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, batch.stamp()));
    crc.update(batch.encoded());
    return (long) batch.encoded().length << 32 | crc.getValue();
  }
}
