package io.quorate.testkit.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Draws operations as text, one line each, in order of invocation:
///
/// ```
///   from..to    |---|         #0 a: Write[value=1] -> Written[]
/// > from..to      |-----|     #1 b: Read[] -> Value[value=Optional.empty]
///   from..?           |~~~~~  #2 c: Write[value=2] -> unknown (may happen at any time)
/// ```
///
/// The bars keep the order of events, not their distance; `~` is an operation that may happen at
/// any later time, `x` one that did not happen, `>` the operation in question.
public final class Timeline {

  private static final int WIDTH = 60;

  private final long[] events;

  private Timeline(List<? extends Operation<?, ?>> operations) {
    TreeSet<Long> distinct = new TreeSet<>();
    for (Operation<?, ?> operation : operations) {
      distinct.add(operation.invoked());
      if (operation.completed() != Operation.NEVER) {
        distinct.add(operation.completed());
      }
    }
    this.events = distinct.stream().mapToLong(Long::longValue).toArray();
  }

  /// Draws operations.
  public static <I, O> String render(List<Operation<I, O>> operations) {
    return render(operations, null);
  }

  /// Draws operations and marks one.
  ///
  /// @param operations in order of invocation
  /// @param marked the operation to mark, if any
  public static <I, O> String render(
      List<Operation<I, O>> operations, @Nullable Operation<I, O> marked) {
    Timeline timeline = new Timeline(operations);
    int digits = String.valueOf(timeline.events.length == 0 ? 0 : timeline.last()).length();
    String format = "%s %" + digits + "d..%-" + digits + "s %-" + timeline.width() + "s %s";
    List<String> lines = new ArrayList<>();
    for (Operation<I, O> each : operations) {
      String mark = each.equals(marked) ? ">" : " ";
      String to = each.completed() == Operation.NEVER ? "?" : String.valueOf(each.completed());
      lines.add(format.formatted(mark, each.invoked(), to, timeline.bar(each), each.describe()));
    }
    return String.join("\n", lines);
  }

  private long last() {
    return events[events.length - 1];
  }

  private int width() {
    return Math.clamp(events.length, 1, WIDTH);
  }

  private <I, O> String bar(Operation<I, O> operation) {
    int from = column(operation.invoked());
    int to = operation.completed() == Operation.NEVER ? width() - 1 : column(operation.completed());
    return switch (operation.completion()) {
      case Completion.Ok<O> _ -> bar(from, to, '-', '|');
      case Completion.Failed<O> _ -> bar(from, to, 'x', 'x');
      case Completion.Unknown<O> _ -> bar(from, width() - 1, '~', '~');
    };
  }

  private static String bar(int from, int to, char line, char end) {
    StringBuilder bar = new StringBuilder(" ".repeat(from)).append('|');
    if (to > from) {
      bar.append(String.valueOf(line).repeat(to - from - 1)).append(end);
    }
    return bar.toString();
  }

  private int column(long event) {
    int place = Arrays.binarySearch(events, event);
    return events.length <= WIDTH
        ? place
        : (int) ((long) place * (WIDTH - 1) / (events.length - 1));
  }
}
