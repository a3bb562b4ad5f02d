package io.quorate.service.engine;

import io.quorate.core.lease.Lease;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import io.quorate.core.store.Request;
import io.quorate.core.store.Result;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Renews the leases of all who ask here with as few commands as possible: one is under way at a
/// time, and the next one takes everybody who came meanwhile. Safe for any thread.
///
/// That is safe because a renewal only ever lets a lease live longer: one that is chosen twice, or
/// for a caller who has given up, ends nothing early; one whose outcome nobody knows counts for its
/// caller as if it had not happened.
public final class Renewals {
  /// How many leases one command renews at most.
  static final int MOST = 4_096;

  /// How much longer than its deadline a caller waits for the outcome of a command that ends then.
  private static final Duration GRACE = Duration.ofMillis(100);

  private static final Refusal TOO_LATE =
      new Refusal(
          Refusal.Kind.NO_QUORUM,
          "the renewals before it did not end in time; nothing was proposed");

  /// What became of one renewal.
  public sealed interface Renewed {
    /// The lease has its whole time again.
    record Lives(Lease lease) implements Renewed {}

    /// There is no such lease, or it has ended.
    record Over() implements Renewed {}

    /// Nothing was proposed, and nothing will be.
    record Refused(Refusal refusal) implements Renewed {}

    /// It was proposed, and may have happened or may happen yet.
    record Unknown() implements Renewed {}
  }

  private record Waiter(long id, long deadline, CompletableFuture<Renewed> answer) {
    long left() {
      return deadline - System.nanoTime();
    }
  }

  private final Engine engine;
  private final Deque<Waiter> waiting = new ArrayDeque<>();
  private boolean busy;

  /// Renews through this engine.
  public Renewals(Engine engine) {
    this.engine = engine;
  }

  /// Renews a lease and waits for what becomes of it.
  public Renewed renew(long id, Duration timeout) {
    Waiter one = add(id, timeout);
    try {
      return one.answer().get(timeout.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return giveUp(one);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return giveUp(one);
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    }
  }

  /// Has a lease renewed for someone who need not know what becomes of it.
  public void renewSoon(long id, Duration timeout) {
    add(id, timeout);
  }

  private Waiter add(long id, Duration timeout) {
    Waiter one = new Waiter(id, System.nanoTime() + timeout.toNanos(), new CompletableFuture<>());
    boolean idle;
    synchronized (this) {
      waiting.add(one);
      idle = !busy;
      busy = true;
    }
    if (idle) {
      Thread.ofVirtual().name("renewals").start(this::work);
    }
    return one;
  }

  private Renewed giveUp(Waiter one) {
    boolean untouched;
    synchronized (this) {
      untouched = waiting.remove(one);
    }
    return one.answer().getNow(untouched ? new Renewed.Refused(TOO_LATE) : new Renewed.Unknown());
  }

  private void work() {
    for (List<Waiter> batch = next(); !batch.isEmpty(); batch = next()) {
      try {
        carryOut(batch);
      } catch (RuntimeException failure) {
        batch.forEach(one -> one.answer().completeExceptionally(failure));
      }
    }
  }

  private synchronized List<Waiter> next() {
    List<Waiter> batch = new ArrayList<>();
    while (batch.size() < MOST && !waiting.isEmpty()) {
      batch.add(waiting.remove());
    }
    busy = !batch.isEmpty();
    return batch;
  }

  /// Tries for as long as the most patient of them waits.
  private void carryOut(List<Waiter> batch) {
    List<Long> ids = batch.stream().map(Waiter::id).distinct().toList();
    long patience = batch.stream().mapToLong(Waiter::left).max().orElse(0);
    if (patience <= 0) {
      batch.forEach(one -> one.answer().complete(new Renewed.Refused(TOO_LATE)));
      return;
    }
    Request request = Request.of(new Operation.RenewLeases(ids));
    switch (engine.write(request, Duration.ofNanos(patience))) {
      case Submitted.Applied(Result result) -> tell(batch, result.outcome());
      case Submitted.Rejected(Refusal refusal) ->
          batch.forEach(one -> one.answer().complete(new Renewed.Refused(refusal)));
      case Submitted.Unknown() ->
          batch.forEach(one -> one.answer().complete(new Renewed.Unknown()));
    }
  }

  private static void tell(List<Waiter> batch, Outcome outcome) {
    if (!(outcome instanceof Outcome.LeasesRenewed(List<Lease> leases))) {
      // The command was too old by the log's time: it did nothing.
      batch.forEach(one -> one.answer().complete(new Renewed.Unknown()));
      return;
    }
    Map<Long, Lease> alive =
        leases.stream().collect(Collectors.toMap(Lease::id, Function.identity()));
    for (Waiter one : batch) {
      Lease lease = alive.get(one.id());
      one.answer().complete(lease == null ? new Renewed.Over() : new Renewed.Lives(lease));
    }
  }
}
