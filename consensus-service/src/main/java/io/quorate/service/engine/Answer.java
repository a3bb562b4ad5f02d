package io.quorate.service.engine;

/// What a caller learns from a read.
///
/// @param <T> what it asked for
public sealed interface Answer<T> {

  /// What was found.
  ///
  /// @param value what was asked for
  /// @param revision the store's revision that the value reflects
  record Found<T>(T value, long revision) implements Answer<T> {}

  /// The read could not be answered at the asked consistency.
  record Refused<T>(Refusal refusal) implements Answer<T> {}
}
