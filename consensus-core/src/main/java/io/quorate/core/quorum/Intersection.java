package io.quorate.core.quorum;

/// Proves that every phase-1 quorum meets every phase-2 quorum (I5), by looking at every set.
///
/// Since more votes never make less of a quorum, two quorums that do not meet exist exactly when
/// some phase-1 quorum leaves out a whole phase-2 quorum: one look at each set and its complement
/// is enough.
final class Intersection {
  private Intersection() {}

  /// @throws DisjointQuorums that names two quorums which do not meet, as small as can be
  /// @throws InvalidQuorumSystem when not even all members are a quorum, or there are too many
  static void prove(QuorumSystem system) {
    TruthTable phase1 = TruthTable.ofPhase1(system);
    TruthTable phase2 = TruthTable.ofPhase2(system);
    int all = phase1.all();
    requireQuorum("read", phase1.isQuorum(all));
    requireQuorum("write", phase2.isQuorum(all));
    for (int set = 0; set <= all; set++) {
      if (phase1.isQuorum(set) && phase2.isQuorum(all ^ set)) {
        throw new DisjointQuorums(
            system.text(),
            phase1.names(phase1.shrunk(set)),
            phase2.names(phase2.shrunk(all ^ set)));
      }
    }
  }

  private static void requireQuorum(String side, boolean isQuorum) {
    if (!isQuorum) {
      throw new InvalidQuorumSystem(side, "is never reached: not even all members are a quorum");
    }
  }
}
