package io.quorate.service.config;

/// A replica can not start as it is set up; the message is for the person who starts it.
final class BadSetting extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadSetting(String message) {
    super(message);
  }
}
