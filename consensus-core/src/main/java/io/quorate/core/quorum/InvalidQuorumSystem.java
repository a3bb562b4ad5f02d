package io.quorate.core.quorum;

/// A quorum system that cannot be: its message begins with the field that is wrong.
public sealed class InvalidQuorumSystem extends IllegalArgumentException permits DisjointQuorums {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String message;

  InvalidQuorumSystem(String field, String message) {
    this.field = field;
    this.message = field + " " + message;
  }

  /// What is wrong: a part of the definition, such as `read` or `members`, or `text`.
  public final String field() {
    return field;
  }

  @Override
  public final String getMessage() {
    return message;
  }

  /// Refuses a number outside of its bounds.
  static void requireBetween(String field, long number, long least, long most, String ofWhat) {
    if (number < least || number > most) {
      throw new InvalidQuorumSystem(
          field, "is %d, but must be from %d to %d%s".formatted(number, least, most, ofWhat));
    }
  }
}
