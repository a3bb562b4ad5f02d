package io.quorate.service.storage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Reads the store on threads that are never interrupted, for callers that may be: an interrupt
/// inside H2 closes the database under the writer.
final class QuietReads implements AutoCloseable {

  /// A peer that catches up must not hold up the log view, nor may both keep the writer waiting for
  /// a processor.
  static final int THREADS = 2;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().name("quorate-store-reader-", 1).daemon().factory());

  <T> T read(Supplier<T> query) {
    try {
      return CompletableFuture.supplyAsync(query, threads).join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof UnusableStore unusable ? unusable : failed;
    }
  }

  /// Ends once what was asked is answered.
  @Override
  public void close() {
    threads.shutdown();
  }
}
