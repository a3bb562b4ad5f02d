package io.quorate.testkit.history;

import io.quorate.testkit.history.Outcome.Found;
import io.quorate.testkit.history.Outcome.GaveUp;
import io.quorate.testkit.history.Outcome.Stuck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decides whether a history is linearizable (Herlihy and Wing 1990): whether every operation can
/// be given one moment between its invocation and its completion so that the model, run in the
/// order of those moments, allows every answer.
///
/// The search is Wing and Gong's with Lowe's memory of configurations ("Testing for
/// Linearizability", 2017), part by part; see [Search]. Deterministic: the same history costs the
/// same.
///
/// Immutable and safe for use by many threads.
///
/// @param <S> states of the model
/// @param <I> what operations ask
/// @param <O> what operations answer
public final class LinearizabilityChecker<S, I, O> {

  /// Steps of the search spent on one part before the answer is [Verdict.Undecided]: some seconds,
  /// and at most 2 GB of memory.
  public static final long DEFAULT_BUDGET = 50_000_000;

  private final Model<S, I, O> model;
  private final long budget;

  /// A checker with the default bound on effort.
  public LinearizabilityChecker(Model<S, I, O> model) {
    this(model, DEFAULT_BUDGET);
  }

  /// A checker with a bound of its own.
  ///
  /// @param model the sequential specification
  /// @param budget steps of the search spent on one part before giving up
  public LinearizabilityChecker(Model<S, I, O> model, long budget) {
    this.model = model;
    this.budget = budget;
  }

  /// Checks a history. A violation in any part wins over an undecided part.
  public Verdict<I, O> check(History<I, O> history) {
    Map<Object, List<Operation<I, O>>> witness = new LinkedHashMap<>();
    Verdict.@Nullable Undecided<I, O> undecided = null;
    for (Map.Entry<Object, History<I, O>> part : history.partition(model::partition).entrySet()) {
      switch (search(part.getValue())) {
        case Found<S, I, O>(var end) -> witness.put(part.getKey(), end.order());
        case Stuck<S, I, O>(var furthest) -> {
          return violation(part.getKey(), part.getValue(), furthest);
        }
        case GaveUp<S, I, O> gaveUp -> {
          Verdict.Undecided<I, O> first = Explanation.undecided(part.getKey(), gaveUp, budget);
          undecided = undecided == null ? first : undecided;
        }
      }
    }
    return undecided == null ? new Verdict.Linearizable<>(witness) : undecided;
  }

  private Outcome<S, I, O> search(History<I, O> part) {
    return new Search<>(model, part, budget).run();
  }

  /// Finds the completion that spoils it. The search may have stopped before, because it looks
  /// ahead at the answers of operations that are still open ([Model#rank]); so go on, one
  /// completion at a time, with the answers of open operations hidden. That the whole is not
  /// linearizable is sure by now; should one of these searches give up, its completion is blamed.
  private Verdict<I, O> violation(
      Object part, History<I, O> history, Configuration<S, I, O> furthest) {
    List<Operation<I, O>> answered = Schedule.of(history).completions();
    Configuration<S, I, O> before = furthest;
    for (Operation<I, O> next : answered.subList(furthest.position(), answered.size())) {
      if (!(search(history.until(next.completed())) instanceof Found<S, I, O>(var end))) {
        return Explanation.violation(part, history, next, before);
      }
      before = end;
    }
    throw new IllegalStateException(
        "every prefix is linearizable and the whole is not: " + history);
  }
}
