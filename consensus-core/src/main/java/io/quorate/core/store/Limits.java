package io.quorate.core.store;

/// How long the state machine remembers what it has done. Part of the agreement between replicas:
/// all of one cluster use the same.
///
/// @param keysKept at least so many idempotency keys are remembered
/// @param keysKeptMillis and each for at least so long, in milliseconds of log time
/// @param valueBytesKept the values in what is remembered (a `previous`, or the `current` of a
///   failed condition) may take so many bytes together; beyond that the oldest are dropped. What
///   was done, and that it is not done again, is remembered all the same ([Outcome.WithoutValue])
public record Limits(int keysKept, long keysKeptMillis, long valueBytesKept) {
  /// A command this much older than the log is refused.
  static final long COMMAND_WINDOW_MILLIS = 10 * 60_000;

  /// An origin that was silent for so long is forgotten. Longer than the window, so that by then
  /// each of its commands is refused as expired instead of being applied a second time.
  static final long ORIGIN_KEPT_MILLIS = 3 * COMMAND_WINDOW_MILLIS;

  /// Ten minutes and 100,000 keys, with 16 MiB of values.
  public static Limits defaults() {
    return new Limits(100_000, 10 * 60_000, 16 << 20);
  }
}
