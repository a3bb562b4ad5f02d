package io.quorate.testkit.history;

import io.quorate.testkit.history.Schedule.Answered;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// Looks for a linearization of one part, depth first.
///
/// Operations are placed only when one must be: the answered operation that completes first has to
/// have its place before its completion, so it is placed next, or another open operation before it
/// (Lowe's just-in-time linearization). Up to the furthest completion reached the history is
/// linearizable. Unknown operations are open for ever and never have to be placed.
///
/// Used once, by one thread.
///
/// @param <S> states of the model
/// @param <I> what operations ask
/// @param <O> what operations answer
final class Search<S, I, O> {

  private record Asked<I, O>(I input, O output) {}

  private final Model<S, I, O> model;
  private final Schedule<I, O> schedule;
  private final long budget;
  private final Visited<S> visited = new Visited<>();
  private final Deque<Configuration<S, I, O>> stack = new ArrayDeque<>();
  private Configuration<S, I, O> furthest;

  Search(Model<S, I, O> model, History<I, O> part, long budget) {
    this.model = model;
    this.schedule = Schedule.of(part);
    this.budget = budget;
    this.furthest = Configuration.start(model.initial());
  }

  Outcome<S, I, O> run() {
    int answered = schedule.answered().size();
    stack.push(furthest);
    while (!stack.isEmpty()) {
      Configuration<S, I, O> at = stack.pop();
      if (at.position() == answered) {
        return new Outcome.Found<>(at);
      }
      if (visited.effort() >= budget) {
        return new Outcome.GaveUp<>(furthest, answered);
      }
      if (!visited.add(at)) {
        continue;
      }
      furthest = at.position() > furthest.position() ? at : furthest;
      // The stack turns the order round: the last successor pushed is tried first.
      successors(at).reversed().forEach(stack::push);
    }
    return new Outcome.Stuck<>(furthest);
  }

  private List<Configuration<S, I, O>> successors(Configuration<S, I, O> at) {
    List<Configuration<S, I, O>> successors = new ArrayList<>();
    Set<Asked<I, O>> tried = new HashSet<>();
    long lowest = lowestRank(at);
    for (int index : schedule.open().get(at.position())) {
      Answered<I, O> next = schedule.answered().get(index);
      if (at.isPlaced(index) || rank(next).orElse(lowest) > lowest) {
        continue;
      }
      // Of open operations that ask and answer the same, the first to complete can stand for all.
      if (!tried.add(new Asked<>(next.input(), next.output()))) {
        continue;
      }
      List<S> states = model.step(at.state(), next.input(), next.output());
      if (model.isReadOnly(next.input(), next.output()) && states.contains(at.state())) {
        return List.of(at.placeAnswered(index, next.operation(), at.state()));
      }
      for (S state : states) {
        successors.add(at.placeAnswered(index, next.operation(), state));
      }
    }
    // Last, because most unknown operations are not needed, and Visited gains from seeing few used.
    addUnknown(at, successors);
    return successors;
  }

  private void addUnknown(Configuration<S, I, O> at, List<Configuration<S, I, O>> successors) {
    Set<I> tried = new HashSet<>();
    int invoked = schedule.unknownInvoked().get(at.position());
    for (int index = 0; index < invoked; index++) {
      Operation<I, O> next = schedule.unknown().get(index);
      // Of unknown operations that ask the same, the one invoked first can stand for all.
      if (at.used().get(index) || !tried.add(next.input())) {
        continue;
      }
      for (S state : model.stepUnknown(at.state(), next.input())) {
        if (!state.equals(at.state())) {
          successors.add(at.placeUnknown(index, next, state));
        }
      }
    }
  }

  private long lowestRank(Configuration<S, I, O> at) {
    long lowest = Long.MAX_VALUE;
    for (int index : schedule.open().get(at.position())) {
      if (!at.isPlaced(index)) {
        lowest = Math.min(lowest, rank(schedule.answered().get(index)).orElse(Long.MAX_VALUE));
      }
    }
    return lowest;
  }

  private OptionalLong rank(Answered<I, O> operation) {
    return model.rank(operation.input(), operation.output());
  }
}
