package io.quorate.testkit.explore;

import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Quorums as lists of the acceptors' places.
final class Quorums {
  private Quorums() {}

  /// The sets of acceptors by whose promises a ballot may be won in some system of the world.
  static List<List<Integer>> winning(Bounds bounds) {
    return subsets(bounds.quorums()).stream()
        .filter(subset ->
            bounds.systems().stream()
                .anyMatch(system -> system.isPhase1Quorum(names(bounds, subset))))
        .toList();
  }

  static Set<ReplicaId> names(Bounds bounds, List<Integer> subset) {
    return subset.stream().map(bounds.acceptors()::get).collect(Collectors.toSet());
  }

  /// The smallest sets of acceptors that are a phase-2 quorum.
  static List<List<Integer>> minimalPhase2(QuorumSystem system) {
    List<ReplicaId> all = List.copyOf(system.members());
    List<List<Integer>> minimal = new ArrayList<>();
    for (List<Integer> subset : subsets(system)) {
      Set<ReplicaId> votes = subset.stream().map(all::get).collect(Collectors.toSet());
      if (system.isPhase2Quorum(votes) && minimal.stream().noneMatch(subset::containsAll)) {
        minimal.add(subset);
      }
    }
    return minimal;
  }

  /// All sets of members but the empty one, the smallest first.
  private static List<List<Integer>> subsets(QuorumSystem system) {
    int members = system.members().size();
    return IntStream.range(1, 1 << members)
        .mapToObj(set -> IntStream.range(0, members).filter(who -> (set >> who & 1) != 0))
        .map(some -> some.boxed().toList())
        .sorted(Comparator.comparingInt(List::size))
        .toList();
  }
}
