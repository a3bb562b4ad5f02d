package io.quorate.testkit.history;

import io.quorate.testkit.history.RegisterModel.Answer;
import io.quorate.testkit.history.RegisterModel.Call;
import java.util.List;
import java.util.Optional;

/// One register, empty at first, with read, write and compare-and-set. The state is its value.
///
/// @param <V> values
public final class RegisterModel<V> implements Model<Optional<V>, Call<V>, Answer<V>> {

  /// What clients ask.
  ///
  /// @param <V> values
  public sealed interface Call<V> {}

  /// Answers [Value].
  ///
  /// @param <V> values
  public record Read<V>() implements Call<V> {}

  /// Answers [Written].
  ///
  /// @param <V> values
  /// @param value the new value
  public record Write<V>(V value) implements Call<V> {}

  /// Writes only if the register holds `expected`; answers [Swapped].
  ///
  /// @param <V> values
  /// @param expected the value it must hold
  /// @param value the new value
  public record Cas<V>(V expected, V value) implements Call<V> {}

  /// What the register answers.
  ///
  /// @param <V> values
  public sealed interface Answer<V> {}

  /// The value read.
  ///
  /// @param <V> values
  /// @param value empty when nothing was ever written
  public record Value<V>(Optional<V> value) implements Answer<V> {}

  /// A write that took effect.
  ///
  /// @param <V> values
  public record Written<V>() implements Answer<V> {}

  /// A compare-and-set that was carried out.
  ///
  /// @param <V> values
  /// @param swapped whether the register held the expected value
  public record Swapped<V>(boolean swapped) implements Answer<V> {}

  @Override
  public Optional<V> initial() {
    return Optional.empty();
  }

  @Override
  public List<Optional<V>> step(Optional<V> state, Call<V> input, Answer<V> output) {
    Optional<V> next = next(state, input);
    return output.equals(answer(state, input)) ? List.of(next) : List.of();
  }

  @Override
  public List<Optional<V>> stepUnknown(Optional<V> state, Call<V> input) {
    return List.of(next(state, input));
  }

  @Override
  public boolean isReadOnly(Call<V> input, Answer<V> output) {
    return switch (output) {
      case Value<V> _ -> true;
      case Written<V> _ -> false;
      case Swapped<V> cas -> !cas.swapped();
    };
  }

  private Optional<V> next(Optional<V> state, Call<V> input) {
    return switch (input) {
      case Read<V> _ -> state;
      case Write<V> write -> Optional.of(write.value());
      case Cas<V> cas -> holds(state, cas) ? Optional.of(cas.value()) : state;
    };
  }

  private Answer<V> answer(Optional<V> state, Call<V> input) {
    return switch (input) {
      case Read<V> _ -> new Value<>(state);
      case Write<V> _ -> new Written<>();
      case Cas<V> cas -> new Swapped<>(holds(state, cas));
    };
  }

  private boolean holds(Optional<V> state, Cas<V> cas) {
    return state.equals(Optional.of(cas.expected()));
  }
}
