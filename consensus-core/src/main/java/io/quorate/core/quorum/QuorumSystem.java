package io.quorate.core.quorum;

import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;

/// Says when a set of votes is a quorum. Every phase-1 quorum meets every phase-2 quorum (I5); no
/// more is needed for safety (Howard, Malkhi, Spiegelman: Flexible Paxos, section 3).
///
/// Votes are sets of distinct members, never counts of responses; votes of strangers do not count.
public sealed interface QuorumSystem permits Majority {

  /// All members that vote, in order of their ids.
  SortedSet<ReplicaId> members();

  /// Whether these votes are enough to prepare a ballot (phase 1, and read quorums of registers).
  boolean isPhase1Quorum(Set<ReplicaId> votes);

  /// Whether these votes are enough to choose a decree (phase 2, and write quorums of registers).
  boolean isPhase2Quorum(Set<ReplicaId> votes);

  /// Whether every phase-1 quorum contains one of these members, so that no ballot can have been
  /// prepared behind their back. It holds exactly when the members left out are no phase-1 quorum.
  default boolean meetsEveryPhase1Quorum(Set<ReplicaId> votes) {
    Set<ReplicaId> others = new HashSet<>(members());
    others.removeAll(votes);
    return !isPhase1Quorum(others);
  }

  /// How many distinct members are among these votes.
  default int count(Set<ReplicaId> votes) {
    int count = 0;
    for (ReplicaId vote : votes) {
      if (members().contains(vote)) {
        count++;
      }
    }
    return count;
  }

  /// The share of all members that these votes are, from 0 to 1.
  default double voteShare(Set<ReplicaId> votes) {
    return (double) count(votes) / members().size();
  }
}
