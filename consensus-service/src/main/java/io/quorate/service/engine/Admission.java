package io.quorate.service.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Counts who waits, so that nobody waits in a queue that is too long already. Safe for any thread.
final class Admission {
  private final EngineSettings settings;
  private final AtomicInteger callers = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  Admission(EngineSettings settings) {
    this.settings = settings;
  }

  /// Whether callers with so many bytes may wait; if so, they have to [#leave].
  boolean enter(int newCallers, long size) {
    int waiting = callers.addAndGet(newCallers);
    long waitingBytes = bytes.addAndGet(size);
    boolean fits = waiting <= settings.queue() && waitingBytes <= settings.queueBytes();
    if (!fits) {
      leave(newCallers, size);
    }
    return fits;
  }

  void leave(int oldCallers, long size) {
    callers.addAndGet(-oldCallers);
    bytes.addAndGet(-size);
  }

  int callers() {
    return callers.get();
  }
}
