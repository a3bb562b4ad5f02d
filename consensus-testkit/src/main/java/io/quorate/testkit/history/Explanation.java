package io.quorate.testkit.history;

import io.quorate.testkit.history.Outcome.GaveUp;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Puts a failed search into words a person can act on.
final class Explanation {

  private static final int SHOWN_PREFIX = 12;

  private Explanation() {}

  static <S, I, O> Verdict<I, O> violation(
      Object part, History<I, O> history, Operation<I, O> blocked, Configuration<S, I, O> before) {
    List<Operation<I, O>> prefix = before.order();
    String message =
        """
        NOT LINEARIZABLE (I8): part '%s', %d operations.
        No place fits:  %s
        Before its completion at %d the history is linearizable; with this answer no order is legal.
        One legal order until then, the last %d of %d operations:
        %s
        which leaves: %s
        What was open or had just ended, in time:
        %s\
        """
            .formatted(
                part,
                history.operations().size(),
                blocked.describe(),
                blocked.completed(),
                Math.min(SHOWN_PREFIX, prefix.size()),
                prefix.size(),
                lines(tail(prefix)),
                before.state(),
                Timeline.render(near(history, blocked, prefix), blocked));
    return new Verdict.NotLinearizable<>(part, blocked, prefix, message);
  }

  static <S, I, O> Verdict.Undecided<I, O> undecided(
      Object part, GaveUp<S, I, O> gaveUp, long budget) {
    String message =
        """
        UNDECIDED, which is not a pass: part '%s' took more than %d steps. \
        %d of %d completions were in place at best. \
        Spread the load over more keys, use fewer clients a key, or raise the budget.\
        """
            .formatted(part, budget, gaveUp.furthest().position(), gaveUp.answered());
    return new Verdict.Undecided<>(part, budget, message);
  }

  /// The blocked operation, the last ones placed, and all that were open at its completion or
  /// overlap it; later ones cannot matter, finished ones only through the state.
  private static <I, O> List<Operation<I, O>> near(
      History<I, O> history, Operation<I, O> blocked, List<Operation<I, O>> prefix) {
    Set<Integer> last = tail(prefix).stream().map(Operation::id).collect(Collectors.toSet());
    return history.operations().stream()
        .filter(each -> each.invoked() <= blocked.completed())
        .filter(each -> last.contains(each.id()) || mayHappenAfter(each, blocked.invoked()))
        .toList();
  }

  private static <I, O> boolean mayHappenAfter(Operation<I, O> operation, long moment) {
    return switch (operation.completion()) {
      case Completion.Unknown<O> _ -> true;
      case Completion.Ok<O> _, Completion.Failed<O> _ -> operation.completed() >= moment;
    };
  }

  private static <T> List<T> tail(List<T> all) {
    return all.subList(Math.max(0, all.size() - SHOWN_PREFIX), all.size());
  }

  private static <I, O> String lines(List<Operation<I, O>> operations) {
    return operations.stream()
        .map(each -> "  " + each.describe())
        .collect(Collectors.joining("\n"));
  }
}
