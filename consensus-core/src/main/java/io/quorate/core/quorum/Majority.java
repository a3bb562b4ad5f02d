package io.quorate.core.quorum;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// More than half of the members, in both phases (Lamport, The Part-Time Parliament).
///
/// @param members all members that vote, at least one
public record Majority(SortedSet<ReplicaId> members) implements QuorumSystem {

  /// @throws IllegalArgumentException when there is no member
  public Majority {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a quorum system needs at least one member");
    }
    members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
  }

  /// The majority system of these members.
  public static Majority of(Collection<ReplicaId> members) {
    return new Majority(new TreeSet<>(members));
  }

  @Override
  public boolean isPhase1Quorum(Set<ReplicaId> votes) {
    return 2 * count(votes) > members.size();
  }

  @Override
  public boolean isPhase2Quorum(Set<ReplicaId> votes) {
    return 2 * count(votes) > members.size();
  }
}
