package io.quorate.core.quorum;

/// How many members may fail, whichever they are, and there is still a quorum (quoracle, section
/// 2).
///
/// @param read of phase 1, and of reads
/// @param write of phase 2, and of writes
public record Resilience(int read, int write) {

  /// The resilience of a system of any size.
  public static Resilience of(QuorumSystem system) {
    return switch (system) {
      case Majority majority -> {
        int spare = majority.members().size() - majority.needed();
        yield new Resilience(spare, spare);
      }
      case Flexible(int phase1, int phase2, var members) ->
          new Resilience(members.size() - phase1, members.size() - phase2);
      // What breaks one side breaks both.
      case Joint(QuorumSystem before, QuorumSystem after) -> of(before).min(of(after));
      case Weighted weighted -> counted(weighted);
      case Grid grid -> counted(grid);
      case Groups groups -> counted(groups);
      case Expression expression -> counted(expression);
    };
  }

  private static Resilience counted(QuorumSystem system) {
    return new Resilience(
        TruthTable.ofPhase1(system).resilience(), TruthTable.ofPhase2(system).resilience());
  }

  private Resilience min(Resilience other) {
    return new Resilience(Math.min(read, other.read), Math.min(write, other.write));
  }

  /// Of both sides: what an operation survives that needs a read and a write quorum.
  public int both() {
    return Math.min(read, write);
  }
}
