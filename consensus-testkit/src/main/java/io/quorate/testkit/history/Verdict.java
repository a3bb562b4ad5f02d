package io.quorate.testkit.history;

import java.util.List;
import java.util.Map;

/// What the checker found. Anything but [Linearizable] fails a test: see [#requireLinearizable].
///
/// @param <I> what operations ask
/// @param <O> what operations answer
public sealed interface Verdict<I, O> {

  /// What a person needs to know, over several lines.
  String message();

  /// Ends a test that needs a linearizable history.
  ///
  /// @throws AssertionError with [#message] when the history is not linearizable or nobody knows
  default void requireLinearizable() {
    if (!(this instanceof Linearizable)) {
      throw new AssertionError(message());
    }
  }

  /// One order exists that the model allows and that respects real time.
  ///
  /// @param <I> what operations ask
  /// @param <O> what operations answer
  /// @param witness such an order for each part; unknown operations appear where they took effect
  ///   and are missing where none was needed
  record Linearizable<I, O>(Map<Object, List<Operation<I, O>>> witness) implements Verdict<I, O> {
    @Override
    public String message() {
      return "linearizable, %d part(s)".formatted(witness.size());
    }
  }

  /// No such order exists.
  ///
  /// @param <I> what operations ask
  /// @param <O> what operations answer
  /// @param part the part of the data it is about
  /// @param blocked the operation at whose completion the history stops being linearizable: up to
  ///   the event before it still was
  /// @param prefix an order of what came before `blocked`
  /// @param message explains it
  record NotLinearizable<I, O>(
      Object part, Operation<I, O> blocked, List<Operation<I, O>> prefix, String message)
      implements Verdict<I, O> {}

  /// The bound on effort was reached first. It may be either.
  ///
  /// @param <I> what operations ask
  /// @param <O> what operations answer
  /// @param part the part of the data it is about
  /// @param budget the bound that was reached
  /// @param message explains it
  record Undecided<I, O>(Object part, long budget, String message) implements Verdict<I, O> {}
}
