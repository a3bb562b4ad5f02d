package io.quorate.core.quorum;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/// So many members in phase 1 and so many in phase 2, together more than there are (Howard, Malkhi,
/// Spiegelman: Flexible Paxos, section 5.1).
///
/// @param phase1 how many members prepare a ballot, or serve a read
/// @param phase2 how many members choose a decree, or take a write
/// @param members all members that vote
public record Flexible(int phase1, int phase2, SortedSet<ReplicaId> members)
    implements QuorumSystem {

  /// @throws InvalidQuorumSystem when there is no member or a size is no number of members
  /// @throws DisjointQuorums when both phases together need no more than all members
  public Flexible {
    members = Members.distinct("members", members);
    int all = members.size();
    InvalidQuorumSystem.requireBetween("phase1", phase1, 1, all, ", the number of members");
    InvalidQuorumSystem.requireBetween("phase2", phase2, 1, all, ", the number of members");
    if (phase1 + phase2 <= all) {
      List<ReplicaId> inOrder = List.copyOf(members);
      throw new DisjointQuorums(
          text(phase1, phase2, members),
          new TreeSet<>(inOrder.subList(0, phase1)),
          new TreeSet<>(inOrder.subList(all - phase2, all)));
    }
  }

  /// The flexible system of these members.
  public static Flexible of(int phase1, int phase2, Collection<ReplicaId> members) {
    return new Flexible(phase1, phase2, new TreeSet<>(members));
  }

  @Override
  public boolean isPhase1Quorum(Predicate<ReplicaId> votes) {
    return Members.count(members, votes) >= phase1;
  }

  @Override
  public boolean isPhase2Quorum(Predicate<ReplicaId> votes) {
    return Members.count(members, votes) >= phase2;
  }

  @Override
  public String text() {
    return text(phase1, phase2, members);
  }

  private static String text(int phase1, int phase2, SortedSet<ReplicaId> members) {
    return "flexible(%d, %d; %s)".formatted(phase1, phase2, Members.text(members));
  }
}
