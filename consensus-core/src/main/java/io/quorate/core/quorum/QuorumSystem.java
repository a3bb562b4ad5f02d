package io.quorate.core.quorum;

import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;

/// Says when a set of votes is a quorum. Every phase-1 quorum meets every phase-2 quorum (I5); no
/// more is needed for safety (Howard, Malkhi, Spiegelman: Flexible Paxos, section 3). A system of
/// which that does not hold cannot be made: its constructor throws [DisjointQuorums].
///
/// Votes are sets of distinct members, never counts of responses; votes of strangers do not count.
/// More votes never make less of a quorum.
public sealed interface QuorumSystem
    permits Majority, Flexible, Weighted, Grid, Groups, Expression, Joint {

  /// How many members a system may have whose quorums are compared one by one. [Majority] and
  /// [Flexible] may have more: arithmetic proves them.
  int MAX_ENUMERABLE = 15;

  /// All members that vote, in order of their ids. May be made anew at each call.
  SortedSet<ReplicaId> members();

  /// Whether the members of whom this holds are enough to prepare a ballot; see
  /// [#isPhase1Quorum(Set)]. It is asked of members only.
  boolean isPhase1Quorum(Predicate<ReplicaId> votes);

  /// Whether the members of whom this holds are enough to choose a decree; see
  /// [#isPhase2Quorum(Set)]. It is asked of members only.
  boolean isPhase2Quorum(Predicate<ReplicaId> votes);

  /// The system in one line, as [QuorumText] reads it: self-contained, and the same text for equal
  /// systems.
  String text();

  /// Whether these votes are enough to prepare a ballot (phase 1, and read quorums of registers).
  default boolean isPhase1Quorum(Set<ReplicaId> votes) {
    return isPhase1Quorum(votes::contains);
  }

  /// Whether these votes are enough to choose a decree (phase 2, and write quorums of registers).
  default boolean isPhase2Quorum(Set<ReplicaId> votes) {
    return isPhase2Quorum(votes::contains);
  }

  /// Whether every phase-1 quorum contains one of these members, so that no ballot can have been
  /// prepared behind their back. It holds exactly when the members left out are no phase-1 quorum.
  default boolean meetsEveryPhase1Quorum(Set<ReplicaId> votes) {
    return !isPhase1Quorum(member -> !votes.contains(member));
  }

  /// How many distinct members are among these votes.
  default int count(Set<ReplicaId> votes) {
    return Members.count(members(), votes::contains);
  }

  /// The share of all votes that these are, from 0 to 1: f = (1/n) * sum of x_i, where x_i is 1 for
  /// each member that voted and 0 for the others. By weight where members have weights.
  default double voteShare(Set<ReplicaId> votes) {
    SortedSet<ReplicaId> members = members();
    return (double) Members.count(members, votes::contains) / members.size();
  }
}
