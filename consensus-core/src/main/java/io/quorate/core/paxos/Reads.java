package io.quorate.core.paxos;

import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Linearizable reads without a write to the log (Ongaro's thesis, section 6.4, for Paxos): the
/// leader notes its commit index, and once a quorum that meets every phase-1 quorum says that it
/// has promised no higher ballot, that index covers every write that ended before (I8).
///
/// All reads that arrive while one confirmation is under way share the next one. The leader's side
/// only; [Following] asks on a follower's behalf.
final class Reads {
  /// Who waits: a caller here, or a follower that asked.
  sealed interface Waiter {
    record Local(long ticket) implements Waiter {}

    record Remote(long token, long question) implements Waiter {}
  }

  /// A confirmation that has ended well.
  record Confirmed(long index, List<Waiter> waiters) {}

  private final ReplicaId self;
  private List<Waiter> waiting = new ArrayList<>();
  private List<Waiter> confirming = new ArrayList<>();
  private final Set<ReplicaId> confirmedBy = new HashSet<>();
  private long number;
  private long index;

  Reads(ReplicaId self) {
    this.self = self;
  }

  void add(Waiter waiter) {
    waiting.add(waiter);
  }

  /// Whether reads wait and no confirmation is under way.
  boolean canStart() {
    return confirming.isEmpty() && !waiting.isEmpty();
  }

  /// Starts a confirmation for all who wait, at this commit index.
  void start(long commitIndex) {
    confirming = waiting;
    waiting = new ArrayList<>();
    confirmedBy.clear();
    confirmedBy.add(self);
    index = commitIndex;
    number++;
  }

  /// The number of the confirmation under way, or 0. Every heartbeat carries it, so that a lost
  /// message only delays it.
  long underWay() {
    return confirming.isEmpty() ? 0 : number;
  }

  /// Counts a confirmation, of this number, by this member.
  void confirm(ReplicaId from, long confirmation) {
    if (confirmation == number) {
      confirmedBy.add(from);
    }
  }

  /// Whether the confirmation under way has its quorum.
  boolean isConfirmed(QuorumSystem quorums) {
    return !confirming.isEmpty() && quorums.meetsEveryPhase1Quorum(confirmedBy);
  }

  /// Ends the confirmation under way.
  Confirmed finish() {
    Confirmed confirmed = new Confirmed(index, confirming);
    confirming = new ArrayList<>();
    return confirmed;
  }

  /// Lets go of everyone, because this replica leads no more.
  List<Waiter> release() {
    List<Waiter> all = new ArrayList<>(confirming);
    all.addAll(waiting);
    confirming = new ArrayList<>();
    waiting = new ArrayList<>();
    return all;
  }
}
