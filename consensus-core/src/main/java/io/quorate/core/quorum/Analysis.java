package io.quorate.core.quorum;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// What a quorum system means, found by looking at every set of its members.
///
/// @param reads the minimal phase-1 quorums, those that need every one of their members; the
///   smallest first, then by names. There are at most 6435 of them, the halves of 15 members.
/// @param writes the minimal phase-2 quorums
/// @param writeShare the least [vote share][QuorumSystem#voteShare] that a phase-2 quorum can have
public record Analysis(
    List<SortedSet<ReplicaId>> reads, List<SortedSet<ReplicaId>> writes, double writeShare) {

  /// Analyses a system; empty when it has more than [QuorumSystem#MAX_ENUMERABLE] members.
  public static Optional<Analysis> of(QuorumSystem system) {
    if (system.members().size() > QuorumSystem.MAX_ENUMERABLE) {
      return Optional.empty();
    }
    List<SortedSet<ReplicaId>> writes = minimal(TruthTable.ofPhase2(system));
    double writeShare = writes.stream().mapToDouble(system::voteShare).min().orElseThrow();
    return Optional.of(new Analysis(minimal(TruthTable.ofPhase1(system)), writes, writeShare));
  }

  private static List<SortedSet<ReplicaId>> minimal(TruthTable side) {
    return side.minimal()
        .mapToObj(side::names)
        .sorted(
            Comparator.<SortedSet<ReplicaId>>comparingInt(Collection::size)
                .thenComparing(Members::text))
        .toList();
  }
}
