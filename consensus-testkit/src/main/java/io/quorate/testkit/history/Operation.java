package io.quorate.testkit.history;

/// One call by one client: when it began, what it asked, when and how it ended.
///
/// Operation `a` precedes `b` when `a.completed() < b.invoked()`; on equal numbers they count as
/// concurrent, so a coarse clock can hide a violation but never invent one.
///
/// @param <I> what operations ask
/// @param <O> what operations answer
/// @param id number in the history, from 0 in the order of invocation
/// @param process the client; used for display only
/// @param invoked place of the invocation in the order of events; no unit
/// @param input what was asked
/// @param completed place of the completion in the order of events, [#NEVER] while it is open; for
///   [Completion.Unknown] merely when the client gave up
/// @param completion how it ended
public record Operation<I, O>(
    int id, String process, long invoked, I input, long completed, Completion<O> completion) {

  /// The completion of an operation that nobody saw end.
  public static final long NEVER = Long.MAX_VALUE;

  /// Refuses an operation that ends before it begins.
  public Operation {
    if (completed < invoked) {
      throw new IllegalArgumentException(
          "operation #%d completes at %d, before its invocation at %d"
              .formatted(id, completed, invoked));
    }
  }

  /// The same, as long as nobody knows how it ended; a failed one does not happen anyway.
  Operation<I, O> leftOpen() {
    return completion instanceof Completion.Failed
        ? this
        : new Operation<>(id, process, invoked, input, NEVER, new Completion.Unknown<>());
  }

  /// One line for a person: `#3 client-1: input -> outcome`.
  public String describe() {
    return "#%d %s: %s -> %s".formatted(id, process, input, outcome());
  }

  private String outcome() {
    return switch (completion) {
      case Completion.Ok<O> ok -> String.valueOf(ok.output());
      case Completion.Failed<O> _ -> "failed (did not happen)";
      case Completion.Unknown<O> _ -> "unknown (may happen at any time)";
    };
  }
}
