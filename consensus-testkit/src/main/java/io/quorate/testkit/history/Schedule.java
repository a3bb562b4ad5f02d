package io.quorate.testkit.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// One part of a history, laid out for the search: who must be placed by when, and who may be.
///
/// @param <I> what operations ask
/// @param <O> what operations answer
/// @param answered the operations with a known answer, in order of completion
/// @param unknown the operations with an unknown end, in order of invocation
/// @param open for each answered operation, the indexes of the answered operations that were
///   invoked before it completed and did not complete before it, itself included
/// @param unknownInvoked for each answered operation, how many of `unknown` were invoked before it
///   completed
record Schedule<I, O>(
    List<Answered<I, O>> answered,
    List<Operation<I, O>> unknown,
    List<List<Integer>> open,
    List<Integer> unknownInvoked) {

  /// An operation and its answer.
  ///
  /// @param <I> what operations ask
  /// @param <O> what operations answer
  record Answered<I, O>(Operation<I, O> operation, O output) {
    I input() {
      return operation.input();
    }
  }

  static <I, O> Schedule<I, O> of(History<I, O> part) {
    List<Answered<I, O>> answered = new ArrayList<>();
    List<Operation<I, O>> unknown = new ArrayList<>();
    for (Operation<I, O> operation : part.operations()) {
      switch (operation.completion()) {
        case Completion.Ok<O> ok -> answered.add(new Answered<>(operation, ok.output()));
        case Completion.Unknown<O> _ -> unknown.add(operation);
        case Completion.Failed<O> _ -> {} // it did not happen, and says nothing about the state
      }
    }
    answered.sort(Comparator.comparingLong(each -> each.operation().completed()));
    return new Schedule<>(answered, unknown, openAt(answered), invokedAt(answered, unknown));
  }

  /// The answered operations in order of completion.
  List<Operation<I, O>> completions() {
    return answered.stream().map(Answered::operation).toList();
  }

  private static <I, O> List<List<Integer>> openAt(List<Answered<I, O>> answered) {
    List<Integer> byInvocation = new ArrayList<>();
    for (int i = 0; i < answered.size(); i++) {
      byInvocation.add(i);
    }
    byInvocation.sort(Comparator.comparingLong(i -> answered.get(i).operation().invoked()));
    List<List<Integer>> open = new ArrayList<>();
    TreeSet<Integer> now = new TreeSet<>();
    int next = 0;
    for (int i = 0; i < answered.size(); i++) {
      long completed = answered.get(i).operation().completed();
      while (next < byInvocation.size()
          && answered.get(byInvocation.get(next)).operation().invoked() <= completed) {
        now.add(byInvocation.get(next++));
      }
      open.add(List.copyOf(now));
      now.remove(i);
    }
    return open;
  }

  private static <I, O> List<Integer> invokedAt(
      List<Answered<I, O>> answered, List<Operation<I, O>> unknown) {
    List<Integer> counts = new ArrayList<>();
    int count = 0;
    for (Answered<I, O> each : answered) {
      while (count < unknown.size()
          && unknown.get(count).invoked() <= each.operation().completed()) {
        count++;
      }
      counts.add(count);
    }
    return counts;
  }
}
