package io.quorate.testkit.history;

import java.util.List;
import java.util.OptionalLong;

/// What one copy of the data, serving one operation at a time, may answer: the sequential
/// specification. A pure function; states are immutable with `equals` and `hashCode` by value.
///
/// @param <S> states
/// @param <I> what operations ask
/// @param <O> what operations answer
public interface Model<S, I, O> {

  /// The state before the first operation.
  S initial();

  /// The states that may follow when `input` takes effect in `state` and answers `output`.
  ///
  /// @return empty when that answer is not allowed there
  List<S> step(S state, I input, O output);

  /// The states that may follow when `input` takes effect in `state` and nobody saw the answer.
  /// That it never takes effect is the checker's business, not the model's.
  ///
  /// @return empty when it can change nothing there
  List<S> stepUnknown(S state, I input);

  /// The part of the data that `input` is about. Parts must be independent of each other: each
  /// starts at [#initial] and is checked alone. One part unless overridden.
  default Object partition(I input) {
    return "all";
  }

  /// Whether an operation that answered `output` leaves every state that allows it as it was, or
  /// only learns more about it. The checker then places it at the first moment that fits, without
  /// trying the others.
  default boolean isReadOnly(I input, O output) {
    return false;
  }

  /// The place of an operation in every legal order, when its answer carries one (a revision does):
  /// where both are known, [#step] never allows the lower one after the higher one. The checker
  /// then does not try such orders.
  default OptionalLong rank(I input, O output) {
    return OptionalLong.empty();
  }
}
