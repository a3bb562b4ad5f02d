package io.quorate.testkit.sim;

/// Something that must never happen did, or something that must happen did not. The message begins
/// with the invariant of ARCHITECTURE.md that it is about, where it is about one.
public final class Violation extends AssertionError {
  private static final long serialVersionUID = 1L;

  /// Says what was broken, and how.
  ///
  /// @param rule `I1` to `I8`, or the name of another rule
  /// @param detail what was seen
  public Violation(String rule, String detail) {
    super(rule + " violated: " + detail);
  }
}
