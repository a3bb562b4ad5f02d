package io.quorate.core.store;

import io.quorate.core.keyspace.Range;
import io.quorate.core.keyspace.Snapshot.Direction;
import java.util.List;

/// Conditions and two lists of steps: the one is done when all conditions hold, the other when not.
///
/// @param conditions all of them are looked at before the first step
/// @param then what is done when all hold
/// @param otherwise what is done when one does not
public record Transaction(List<Comparison> conditions, List<Step> then, List<Step> otherwise) {

  /// Takes copies.
  public Transaction {
    conditions = List.copyOf(conditions);
    then = List.copyOf(then);
    otherwise = List.copyOf(otherwise);
  }

  /// One step. It sees what the steps before it have done.
  public sealed interface Step {}

  /// Stores a value.
  ///
  /// @param value must not be changed by anyone
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Put(String key, byte[] value, long leaseId, boolean wantsPrevious)
      implements Step {}

  /// Removes what there is of a range.
  public record Delete(Range range) implements Step {}

  /// Reads a key.
  public record Get(String key) implements Step {}

  /// Reads the beginning of a range.
  ///
  /// @param limit so many entries at most; 0 to count them only
  /// @param keysOnly whether the entries are without their values
  public record GetRange(Range range, Direction direction, int limit, boolean keysOnly)
      implements Step {}

  /// Decides again, by conditions that see what the steps before it have done.
  public record Nested(Transaction transaction) implements Step {}

  /// How many steps it has on both sides, with those of the transactions in it.
  public int steps() {
    return steps(then) + steps(otherwise);
  }

  private static int steps(List<Step> steps) {
    return steps.stream()
        .mapToInt(step -> step instanceof Nested(Transaction inner) ? 1 + inner.steps() : 1)
        .sum();
  }

  /// How many conditions it has, with those of the transactions in it.
  public int comparisons() {
    return conditions.size() + comparisons(then) + comparisons(otherwise);
  }

  private static int comparisons(List<Step> steps) {
    return steps.stream()
        .mapToInt(step -> step instanceof Nested(Transaction inner) ? inner.comparisons() : 0)
        .sum();
  }
}
