package io.quorate.service.peer;

/// What was received is no message: the one thing that reading any bytes can throw.
public final class InvalidMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;

  /// @param field where it is wrong, as a path such as `message.ballot.round`
  /// @param message what is wrong there
  public InvalidMessageException(String field, String message) {
    super(message);
    this.field = field;
  }

  /// Where it is wrong.
  public String field() {
    return field;
  }
}
