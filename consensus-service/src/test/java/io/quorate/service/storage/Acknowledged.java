package io.quorate.service.storage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// Hears what the writer says and lets a test wait for it.
final class Acknowledged implements CommitListener {
  private final ConcurrentSkipListMap<Long, CompletableFuture<Long>> expected =
      new ConcurrentSkipListMap<>();
  private final AtomicLong upTo = new AtomicLong();
  private final CompletableFuture<Long> registers = new CompletableFuture<>();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

  @Override
  public void durable(long sequence) {
    upTo.set(sequence);
    expected.headMap(sequence, true).values().forEach(one -> one.complete(sequence));
  }

  @Override
  public void registersDurable(long sequence) {
    registers.complete(sequence);
  }

  @Override
  public void failed(Throwable cause) {
    if (!failure.complete(cause)) {
      throw new AssertionError("failed twice", cause);
    }
  }

  long upTo() {
    return upTo.get();
  }

  CompletableFuture<Throwable> failure() {
    return failure;
  }

  /// Returns once a group of the registers is durable.
  void awaitRegisters() {
    if (CompletableFuture.anyOf(registers, failure).join() instanceof Throwable cause) {
      throw new AssertionError("no group of the registers became durable", cause);
    }
  }

  /// Returns once this group is durable.
  void await(long sequence) {
    CompletableFuture<Long> mine = new CompletableFuture<>();
    expected.put(sequence, mine);
    if (upTo() >= sequence) {
      return;
    }
    if (CompletableFuture.anyOf(mine, failure).join() instanceof Throwable cause) {
      throw new AssertionError("group " + sequence + " did not become durable", cause);
    }
  }
}
