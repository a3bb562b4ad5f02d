package io.quorate.testkit.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What all clients did, in order of invocation. Immutable.
///
/// @param <I> what operations ask
/// @param <O> what operations answer
/// @param operations in order of invocation
public record History<I, O>(List<Operation<I, O>> operations) {

  /// Sorts by invocation; operations invoked at the same moment keep their given order.
  public History {
    operations = operations.stream().sorted(Comparator.comparingLong(Operation::invoked)).toList();
  }

  /// The history cut into independent parts, in order of first appearance.
  ///
  /// Linearizability is local (Herlihy and Wing 1990, theorem 1): the whole is linearizable exactly
  /// when each object's part is.
  ///
  /// @param <K> what names a part
  /// @param part the part an input belongs to
  public <K> Map<K, History<I, O>> partition(Function<? super I, ? extends K> part) {
    Map<K, List<Operation<I, O>>> parts = new LinkedHashMap<>();
    for (Operation<I, O> operation : operations) {
      parts.computeIfAbsent(part.apply(operation.input()), _ -> new ArrayList<>()).add(operation);
    }
    Map<K, History<I, O>> histories = new LinkedHashMap<>();
    parts.forEach((key, members) -> histories.put(key, new History<>(members)));
    return histories;
  }

  /// What was known at one moment: later operations are missing, and how those still open will end
  /// is unknown, save that those that will turn out to have [Completion.Failed] never happen. A
  /// prefix of a linearizable history is linearizable.
  ///
  /// @param moment the last event that counts
  public History<I, O> until(long moment) {
    return new History<>(
        operations.stream()
            .filter(each -> each.invoked() <= moment)
            .map(each -> each.completed() <= moment ? each : each.leftOpen())
            .toList());
  }

  /// The whole history as text, one line an operation; see [Timeline].
  @Override
  public String toString() {
    return Timeline.render(operations);
  }
}
