package io.quorate.service.storage;

/// Hears from the writer's thread, which must not be held up or interrupted.
public interface CommitListener {

  /// Every group up to and including this one is on stable storage.
  void durable(long sequence);

  /// Every group of the registers up to and including this one is on stable storage. Of no interest
  /// to who writes none.
  default void registersDurable(long sequence) {}

  /// Storage has failed, for good: a failed sync is reported once and what it lost stays lost, so
  /// no group is ever reported durable after this. Called at most once. The replica must fence
  /// itself and exit.
  void failed(Throwable cause);
}
