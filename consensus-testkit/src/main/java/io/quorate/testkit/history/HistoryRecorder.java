package io.quorate.testkit.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Writes down what clients do while they do it.
///
/// Call [#invoke] before the request leaves and finish the returned [Call] after the answer is in:
/// then the recorded interval contains the moment the operation took effect. An operation that is
/// retried under the same idempotency key is **one** call, from the first attempt to the last
/// answer.
///
/// Safe for use by many threads at once.
///
/// @param <I> what operations ask
/// @param <O> what operations answer
public final class HistoryRecorder<I, O> {

  private final LongSupplier order;
  private final List<Call> calls = new ArrayList<>();
  private long last = Long.MIN_VALUE;

  /// A recorder that numbers events itself, 1, 2, 3...: exact for threads of one process and for a
  /// simulation alike.
  public HistoryRecorder() {
    this(new AtomicLong()::incrementAndGet);
  }

  /// A recorder in somebody else's order, for example a simulator's event number, so that a line of
  /// the history leads to the line of the trace.
  ///
  /// @param order the present place in the order of events; must never go down. Events at the same
  ///   place count as concurrent. Called under the recorder's lock, so it need not be thread-safe
  ///   when only recorders use it.
  public HistoryRecorder(LongSupplier order) {
    this.order = order;
  }

  /// Notes that a client is about to send a request.
  ///
  /// @param process names the client
  /// @param input what it asks
  /// @return the open call, to be finished at most once; left open it counts as unknown
  public synchronized Call invoke(String process, I input) {
    Call call = new Call(process, input, now());
    calls.add(call);
    return call;
  }

  /// All calls so far; those still open as [Completion.Unknown].
  public synchronized History<I, O> history() {
    List<Operation<I, O>> operations = new ArrayList<>(calls.size());
    for (Call call : calls) {
      operations.add(call.operation(operations.size()));
    }
    return new History<>(operations);
  }

  private long now() {
    long now = order.getAsLong();
    if (now < last) {
      throw new IllegalStateException(
          "the order of events went back from %d to %d".formatted(last, now));
    }
    last = now;
    return now;
  }

  /// An operation under way. Safe for use by any thread; finished at most once.
  public final class Call {

    private final String process;
    private final I input;
    private final long invoked;
    private long completed = Operation.NEVER;
    private @Nullable Completion<O> completion;

    private Call(String process, I input, long invoked) {
      this.process = process;
      this.input = input;
      this.invoked = invoked;
    }

    /// It took effect and answered.
    ///
    /// @param output the answer
    public void ok(O output) {
      finish(new Completion.Ok<>(output));
    }

    /// It surely did not and will not take effect.
    public void failed() {
      finish(new Completion.Failed<>());
    }

    /// The client gave up without knowing.
    public void unknown() {
      finish(new Completion.Unknown<>());
    }

    private void finish(Completion<O> outcome) {
      synchronized (HistoryRecorder.this) {
        if (completion != null) {
          throw new IllegalStateException("already finished: " + process + " " + input);
        }
        completion = outcome;
        completed = now();
      }
    }

    private Operation<I, O> operation(int id) {
      Completion<O> known = completion == null ? new Completion.Unknown<>() : completion;
      return new Operation<>(id, process, invoked, input, completed, known);
    }
  }
}
