package io.quorate.testkit.history;

/// How the search of one part ended.
///
/// @param <S> states of the model
/// @param <I> what operations ask
/// @param <O> what operations answer
sealed interface Outcome<S, I, O> {

  /// Every answered operation has its place.
  ///
  /// @param <S> states of the model
  /// @param <I> what operations ask
  /// @param <O> what operations answer
  /// @param end the last configuration
  record Found<S, I, O>(Configuration<S, I, O> end) implements Outcome<S, I, O> {}

  /// All orders were tried in vain.
  ///
  /// @param <S> states of the model
  /// @param <I> what operations ask
  /// @param <O> what operations answer
  /// @param furthest a configuration with the most completions in place
  record Stuck<S, I, O>(Configuration<S, I, O> furthest) implements Outcome<S, I, O> {}

  /// The bound on effort was reached.
  ///
  /// @param <S> states of the model
  /// @param <I> what operations ask
  /// @param <O> what operations answer
  /// @param furthest a configuration with the most completions in place
  /// @param answered how many completions there are
  record GaveUp<S, I, O>(Configuration<S, I, O> furthest, int answered)
      implements Outcome<S, I, O> {}
}
