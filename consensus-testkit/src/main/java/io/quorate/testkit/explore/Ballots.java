package io.quorate.testkit.explore;

import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Decree;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.List;

/// The fixed names in every explored world.
final class Ballots {
  static final int PROPOSERS = 2;
  private static final List<ReplicaId> OWNERS = List.of(new ReplicaId("a"), new ReplicaId("b"));

  private Ballots() {}

  /// Ballot 0 is 1.a, then 1.b, 2.a, 2.b, ... in rising order.
  static Ballot ballot(int number) {
    return new Ballot(1 + number / PROPOSERS, OWNERS.get(number % PROPOSERS));
  }

  /// The number of a ballot, -1 for [Ballot#NONE].
  static int number(Ballot ballot) {
    int owner = OWNERS.indexOf(ballot.replica());
    return owner < 0 ? -1 : (int) (ballot.round() - 1) * PROPOSERS + owner;
  }

  /// What the owner of a ballot proposes in a slot that it is free to use: a decree of its own, so
  /// that no two ballots agree by chance.
  static Decree ownDecree(Ballot ballot, long slot) {
    return own(ballot, slot);
  }

  private static Decree.Batch own(Ballot ballot, long slot) {
    return Decree.Batch.of(100 * slot + number(ballot), List.of());
  }

  /// The same where it changes the quorum system.
  static Decree ownChange(Ballot ballot, long slot, QuorumSystem to) {
    return new Decree.Change(own(ballot, slot), to);
  }

  static String name(Decree decree) {
    return switch (decree) {
      case Decree.NoOp() -> "no-op";
      case Decree.Change(Decree.Batch batch, QuorumSystem to) -> name(batch) + ", " + to.text();
      case Decree.Batch batch -> "the own decree of " + ballot((int) (batch.stamp() % 100));
    };
  }
}
