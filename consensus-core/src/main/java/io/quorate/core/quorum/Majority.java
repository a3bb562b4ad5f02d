package io.quorate.core.quorum;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/// More than half of the members, in both phases (Lamport, The Part-Time Parliament). Two of them
/// always meet, however many members there are.
///
/// @param members all members that vote, at least one
public record Majority(SortedSet<ReplicaId> members) implements QuorumSystem {

  /// @throws InvalidQuorumSystem when there is no member
  public Majority {
    members = Members.distinct("members", members);
  }

  /// The majority system of these members.
  public static Majority of(Collection<ReplicaId> members) {
    return new Majority(new TreeSet<>(members));
  }

  /// How many members are more than half.
  public int needed() {
    return members.size() / 2 + 1;
  }

  @Override
  public boolean isPhase1Quorum(Predicate<ReplicaId> votes) {
    return Members.count(members, votes) >= needed();
  }

  @Override
  public boolean isPhase2Quorum(Predicate<ReplicaId> votes) {
    return Members.count(members, votes) >= needed();
  }

  @Override
  public String text() {
    return "majority(" + Members.text(members) + ")";
  }
}
