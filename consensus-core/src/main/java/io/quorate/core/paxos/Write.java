package io.quorate.core.paxos;

import io.quorate.core.quorum.ReplicaId;

/// One fact that has to reach stable storage. The writes of one step belong into one transaction,
/// in their order.
public sealed interface Write {

  /// The acceptor will never again take part in a ballot below this one (I1).
  record Promised(Ballot ballot) implements Write {}

  /// The acceptor voted for a decree; replaces an earlier vote in the same slot.
  record Accepted(AcceptedDecree vote) implements Write {}

  /// Every slot up to and including this one is chosen, and its stored row holds what was chosen.
  /// True whenever it is stored, but nothing waits for it.
  record ChosenUpTo(long slot) implements Write {}

  /// A peer was met for the first time, with this incarnation of its store.
  record Met(ReplicaId replica, long incarnation) implements Write {}

  /// This store belongs to a replica that may vote, from now on and after every restart.
  record Admitted() implements Write {}
}
