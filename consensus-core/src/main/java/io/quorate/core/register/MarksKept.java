package io.quorate.core.register;

/// How long members remember idempotency keys.
///
/// @param count at least the newest so many
/// @param millis each for at least so many milliseconds
public record MarksKept(int count, long millis) {

  /// The last 100,000 and each for ten minutes.
  public static MarksKept defaults() {
    return new MarksKept(100_000, 600_000);
  }
}
