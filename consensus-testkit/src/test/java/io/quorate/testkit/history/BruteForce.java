package io.quorate.testkit.history;

import java.util.ArrayList;
import java.util.List;

/// Linearizability by its definition: every order, no memory, no shortcuts. For tiny histories.
record BruteForce<S, I, O>(Model<S, I, O> model) {

  boolean isLinearizable(History<I, O> history) {
    return history.partition(model::partition).values().stream()
        .allMatch(part -> canPlaceAll(model.initial(), part.operations()));
  }

  private boolean canPlaceAll(S state, List<Operation<I, O>> left) {
    if (left.stream().noneMatch(each -> each.completion() instanceof Completion.Ok)) {
      return true;
    }
    for (Operation<I, O> next : left) {
      if (left.stream().anyMatch(other -> mustPrecede(other, next))) {
        continue;
      }
      List<Operation<I, O>> rest = new ArrayList<>(left);
      rest.remove(next);
      if (after(state, next).stream().anyMatch(reached -> canPlaceAll(reached, rest))) {
        return true;
      }
    }
    return false;
  }

  private boolean mustPrecede(Operation<I, O> first, Operation<I, O> second) {
    return first.completion() instanceof Completion.Ok && first.completed() < second.invoked();
  }

  private List<S> after(S state, Operation<I, O> operation) {
    return switch (operation.completion()) {
      case Completion.Ok<O> ok -> model.step(state, operation.input(), ok.output());
      case Completion.Unknown<O> _ -> model.stepUnknown(state, operation.input());
      case Completion.Failed<O> _ -> List.of();
    };
  }
}
