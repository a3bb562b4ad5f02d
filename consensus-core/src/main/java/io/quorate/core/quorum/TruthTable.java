package io.quorate.core.quorum;

import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// One side of a quorum system, written out: for each set of members whether it is a quorum. A set
/// is a number whose bit i stands for the member at i in order of the ids.
final class TruthTable {
  private final List<ReplicaId> members;
  private final BitSet quorums;

  private TruthTable(List<ReplicaId> members, BitSet quorums) {
    this.members = members;
    this.quorums = quorums;
  }

  static TruthTable ofPhase1(QuorumSystem system) {
    return of(system.members(), system::isPhase1Quorum);
  }

  static TruthTable ofPhase2(QuorumSystem system) {
    return of(system.members(), system::isPhase2Quorum);
  }

  private static TruthTable of(
      SortedSet<ReplicaId> members, Predicate<Predicate<ReplicaId>> isQuorum) {
    Members.requireEnumerable("members", members.size());
    List<ReplicaId> inOrder = List.copyOf(members);
    Map<ReplicaId, Integer> bits = new HashMap<>();
    inOrder.forEach(member -> bits.put(member, 1 << bits.size()));
    BitSet quorums = new BitSet(1 << inOrder.size());
    for (int set = 0; set < 1 << inOrder.size(); set++) {
      int votes = set;
      quorums.set(set, isQuorum.test(member -> (votes & bits.getOrDefault(member, 0)) != 0));
    }
    return new TruthTable(inOrder, quorums);
  }

  /// All members.
  int all() {
    return (1 << members.size()) - 1;
  }

  boolean isQuorum(int set) {
    return quorums.get(set);
  }

  /// The quorums that need every one of their members.
  IntStream minimal() {
    return quorums.stream().filter(this::isMinimal);
  }

  private boolean isMinimal(int quorum) {
    return IntStream.range(0, members.size())
        .map(i -> 1 << i)
        .noneMatch(bit -> (quorum & bit) != 0 && quorums.get(quorum ^ bit));
  }

  /// A smaller quorum within this one, as small as can be.
  int shrunk(int quorum) {
    int rest = quorum;
    for (int bit = 1; bit <= all(); bit <<= 1) {
      if ((rest & bit) != 0 && quorums.get(rest ^ bit)) {
        rest ^= bit;
      }
    }
    return rest;
  }

  /// How many members may fail, whichever, and the others still are a quorum; -1 when not even all
  /// members are one.
  int resilience() {
    int largestThatIsNone =
        IntStream.rangeClosed(0, all())
            .filter(set -> !quorums.get(set))
            .map(Integer::bitCount)
            .max()
            .orElse(-1);
    return members.size() - largestThatIsNone - 1;
  }

  SortedSet<ReplicaId> names(int set) {
    SortedSet<ReplicaId> names = new TreeSet<>();
    for (int i = 0; i < members.size(); i++) {
      if ((set & 1 << i) != 0) {
        names.add(members.get(i));
      }
    }
    return Collections.unmodifiableSortedSet(names);
  }
}
