package io.quorate.service.storage;

import org.jspecify.annotations.Nullable;

/// This replica can not run on its store; the message is for the person who starts it.
public class UnusableStore extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message what is wrong, and with which store
  public UnusableStore(String message) {
    this(message, null);
  }

  /// @param cause what the database said
  public UnusableStore(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
