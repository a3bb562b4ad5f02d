package io.quorate.core.quorum;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// A quorum system that would lose decrees (I5): it has a phase-1 quorum and a phase-2 quorum
/// without a member in common, so a new leader could miss what was chosen.
public final class DisjointQuorums extends InvalidQuorumSystem {
  private static final long serialVersionUID = 1L;

  private final transient SortedSet<ReplicaId> phase1;
  private final transient SortedSet<ReplicaId> phase2;

  /// @param system the definition that is refused
  DisjointQuorums(String system, SortedSet<ReplicaId> phase1, SortedSet<ReplicaId> phase2) {
    super(
        system,
        "is unsafe (I5): the read (phase-1) quorum {%s} and the write (phase-2) quorum {%s} have no member in common"
            .formatted(Members.text(phase1), Members.text(phase2)));
    this.phase1 = Collections.unmodifiableSortedSet(new TreeSet<>(phase1));
    this.phase2 = Collections.unmodifiableSortedSet(new TreeSet<>(phase2));
  }

  /// A phase-1 (read) quorum, none of whose members is needed less.
  public SortedSet<ReplicaId> phase1() {
    return phase1;
  }

  /// A phase-2 (write) quorum that it does not meet.
  public SortedSet<ReplicaId> phase2() {
    return phase2;
  }
}
