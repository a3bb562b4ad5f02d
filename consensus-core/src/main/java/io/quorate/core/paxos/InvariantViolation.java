package io.quorate.core.paxos;

/// An invariant of ARCHITECTURE.md does not hold. Thrown before any effect leaves; the replica that
/// sees it must send nothing more.
public final class InvariantViolation extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /// @param invariant its number, `I1` to `I8`
  /// @param detail what was seen
  public InvariantViolation(String invariant, String detail) {
    super(invariant + " violated: " + detail);
  }

  static void check(boolean holds, String invariant, String detail) {
    if (!holds) {
      throw new InvariantViolation(invariant, detail);
    }
  }
}
