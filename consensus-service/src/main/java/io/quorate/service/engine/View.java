package io.quorate.service.engine;

import io.quorate.core.paxos.Replica;
import io.quorate.core.paxos.Status;
import io.quorate.core.store.QuorumHistory;
import io.quorate.core.store.Store;

/// What the engine says of itself at one moment; immutable, published by the loop every few
/// milliseconds for health, metrics and the cluster page.
///
/// @param status what the protocol says
/// @param appliedSlot the last slot applied to the state
/// @param revision the store's revision
/// @param keys how many keys there are
/// @param coordination how many leases, locks and waiters there are
/// @param quorums which quorum system decides which slots
/// @param queued commands that wait to be proposed or passed on
/// @param pending commands and reads of callers that are not answered yet
/// @param durableLag groups of writes that are not on disk yet
public record View(
    Status status,
    long appliedSlot,
    long revision,
    long keys,
    Coordination coordination,
    QuorumHistory quorums,
    int queued,
    int pending,
    long durableLag) {
  static View of(Replica replica, Store store, Workload work, long durableLag) {
    return new View(
        replica.status(),
        store.appliedSlot(),
        store.revision(),
        store.now().keys().size(),
        Coordination.of(store),
        store.quorumHistory(),
        work.waiting(),
        work.pending(),
        durableLag);
  }
}
