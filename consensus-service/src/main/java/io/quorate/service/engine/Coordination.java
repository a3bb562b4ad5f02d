package io.quorate.service.engine;

import io.quorate.core.lock.LockName.Kind;
import io.quorate.core.store.Store;

/// How much there is of what clients coordinate by.
///
/// @param leases leases that have not ended
/// @param locks locks that are held
/// @param elections elections that have a leader
/// @param waiters claims that wait for either
public record Coordination(int leases, int locks, int elections, int waiters) {
  static Coordination of(Store store) {
    return new Coordination(
        store.leases().size(),
        store.locks().held(Kind.LOCK),
        store.locks().held(Kind.ELECTION),
        store.locks().waiting());
  }
}
