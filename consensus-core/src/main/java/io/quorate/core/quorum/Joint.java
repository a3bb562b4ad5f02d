package io.quorate.core.quorum;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Two systems at once, while one takes the place of the other: a quorum is one in both, in each
/// phase (Ongaro's thesis, section 4.3, for Paxos). Its phase-1 quorums meet the phase-2 quorums of
/// either side alone, and the other way round, so nothing is lost to replicas that do not know of
/// the change yet, or know that it is over already (I5).
///
/// @param before the system that was in force; joint itself for who cannot tell yet whether an
///   earlier change has ended
/// @param after the system that is to be
public record Joint(QuorumSystem before, QuorumSystem after) implements QuorumSystem {

  /// @throws InvalidQuorumSystem when the side that is to be is joint itself
  public Joint {
    if (after instanceof Joint) {
      throw new InvalidQuorumSystem("after", "is joint itself; one change has to end first");
    }
  }

  /// All who are members on either side: everyone is asked, and each vote counts on the sides that
  /// know its voter.
  @Override
  public SortedSet<ReplicaId> members() {
    SortedSet<ReplicaId> members = new TreeSet<>(before.members());
    members.addAll(after.members());
    return Collections.unmodifiableSortedSet(members);
  }

  @Override
  public boolean isPhase1Quorum(Predicate<ReplicaId> votes) {
    return before.isPhase1Quorum(votes) && after.isPhase1Quorum(votes);
  }

  @Override
  public boolean isPhase2Quorum(Predicate<ReplicaId> votes) {
    return before.isPhase2Quorum(votes) && after.isPhase2Quorum(votes);
  }

  /// Whether every phase-1 quorum **of each side** contains one of these members.
  ///
  /// It is not enough to meet the joint quorums. Whoever has not learned of the change prepares
  /// with the old system alone, and whoever has learned its end with the new one alone; a read
  /// index that either could have prepared behind is stale (I8). So the sets that confirm a read
  /// are those that meet every phase-1 quorum of `before` and every phase-1 quorum of `after`.
  @Override
  public boolean meetsEveryPhase1Quorum(Set<ReplicaId> votes) {
    return before.meetsEveryPhase1Quorum(votes) && after.meetsEveryPhase1Quorum(votes);
  }

  /// The share on the side that has less of it: a decree is chosen when both have enough. Members
  /// and weights of the sides may differ, so there is no one sum.
  @Override
  public double voteShare(Set<ReplicaId> votes) {
    return Math.min(before.voteShare(votes), after.voteShare(votes));
  }

  @Override
  public String text() {
    return "joint(" + before.text() + "; " + after.text() + ")";
  }
}
