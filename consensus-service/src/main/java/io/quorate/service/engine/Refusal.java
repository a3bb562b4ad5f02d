package io.quorate.service.engine;

/// Why a replica did not take up a request. Nothing was proposed, so it is safe to try again.
///
/// @param kind the kind of reason
/// @param detail the reason in a sentence for a person
public record Refusal(Kind kind, String detail) {

  /// The kinds of reason.
  public enum Kind {
    /// The bounded queue is full.
    OVERLOADED,
    /// No leader with a quorum was found within the deadline.
    NO_QUORUM,
    /// This replica does not vote yet, has fenced itself, is stopping, or has not applied the
    /// revision that a read asks for.
    NOT_READY
  }
}
