package io.quorate.service.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Open until the replica is asked to stop. From then on whoever comes is turned away, and the last
/// one out is known: a connection may be closed only once nobody uses it any more, as a request
/// that crosses with the closing goes unanswered. Safe for any thread.
public final class Doors {
  /// What whoever is turned away is told.
  static final Refusal STOPPING =
      new Refusal(
          Refusal.Kind.NOT_READY, "this replica is stopping; another one serves the request");

  private static final Duration LOOK = Duration.ofMillis(10);

  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicLong lastUsed = new AtomicLong();
  private volatile boolean closed;

  /// Whether a caller may come in; let in or not, it has to [#leave].
  boolean enter() {
    inside.incrementAndGet();
    return !closed;
  }

  void leave() {
    if (closed) {
      lastUsed.set(System.nanoTime());
    }
    inside.decrementAndGet();
  }

  /// Lets nobody in any more, and waits until all are out and nobody has come for so long.
  ///
  /// @return false when there was no such quiet within `patience`
  boolean close(Duration quiet, Duration patience) throws InterruptedException {
    long start = System.nanoTime();
    lastUsed.set(start);
    closed = true;
    while (inside.get() > 0 || System.nanoTime() - lastUsed.get() < quiet.toNanos()) {
      if (System.nanoTime() - start > patience.toNanos()) {
        return false;
      }
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
    return true;
  }
}
