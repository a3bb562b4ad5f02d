package io.quorate.testkit.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers equal values alike, from 0, so that a state is a few small numbers.
///
/// @param <T> values
public final class Interned<T> {
  private final Map<T, Integer> numbers = new HashMap<>();
  private final List<T> values = new ArrayList<>();

  /// The number of a value.
  public int number(T value) {
    Integer known = numbers.putIfAbsent(value, values.size());
    if (known != null) {
      return known;
    }
    values.add(value);
    return values.size() - 1;
  }

  /// The value of a number.
  public T value(int number) {
    return values.get(number);
  }

  /// How many values there are.
  public int size() {
    return values.size();
  }
}
