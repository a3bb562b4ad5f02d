package io.quorate.service.engine;

import io.quorate.core.lock.Claim;
import io.quorate.core.lock.Holder;
import io.quorate.core.lock.Lock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A lock or an election as a change has left it. Immutable.
///
/// @param holder who has it, if anyone
/// @param waiting who waits for it, by ticket
public record LockState(Optional<Holder> holder, Map<Long, Claim> waiting) {

  /// Takes a copy.
  public LockState {
    waiting = Map.copyOf(waiting);
  }

  /// How a lock stands.
  ///
  /// @param lock empty when it is free
  public static LockState of(Optional<Lock> lock) {
    return new LockState(
        lock.map(Lock::holder),
        lock.stream()
            .flatMap(one -> one.queue().stream())
            .collect(Collectors.toMap(Claim::ticket, Function.identity())));
  }

  /// The holder, if it is the claim with this ticket.
  public Optional<Holder> heldBy(long ticket) {
    return holder.filter(one -> one.claim().ticket() == ticket);
  }
}
