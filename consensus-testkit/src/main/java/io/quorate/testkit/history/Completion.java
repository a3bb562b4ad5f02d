package io.quorate.testkit.history;

/// How an operation ended, as far as its client knows.
///
/// @param <O> what the operation answers
public sealed interface Completion<O> {

  /// It took effect at one moment between invocation and completion, and answered this.
  ///
  /// @param <O> what the operation answers
  /// @param output the answer; a negative one ("condition failed") is an answer too, because it
  ///   tells what the state was
  record Ok<O>(O output) implements Completion<O> {}

  /// It surely did not take effect and never will, and tells nothing about the state: refused
  /// before it was proposed.
  ///
  /// @param <O> what the operation would have answered
  record Failed<O>() implements Completion<O> {}

  /// It may have taken effect, may do so at any later time, or never: timed out, connection lost.
  ///
  /// @param <O> what the operation would have answered
  record Unknown<O>() implements Completion<O> {}
}
