package io.quorate.service.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Things that run on virtual threads until they are asked to stop.
final class Workers implements AutoCloseable {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> running = new ArrayList<>();
  private volatile boolean stopping;

  void start(Runnable worker) {
    running.add(threads.submit(worker));
  }

  /// Whether workers shall begin anything new.
  boolean goOn() {
    return !stopping;
  }

  /// Requires that none has failed so far.
  void check() {
    running.stream().filter(Future::isDone).forEach(Workers::await);
  }

  /// Asks them to stop, and waits until they have.
  ///
  /// @throws AssertionError when one of them failed
  void stop() {
    stopping = true;
    running.forEach(Workers::await);
  }

  private static void await(Future<?> one) {
    try {
      one.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stopping = true;
    threads.shutdownNow();
  }
}
