package io.quorate.service.engine;

import io.quorate.core.keyspace.Retention;

/// What the engine takes on at most.
///
/// @param queue callers that may wait, reads and writes together
/// @param queueBytes bytes of commands that may wait
/// @param batchCommands commands in one slot, or in one message to the leader
/// @param batchBytes bytes in one slot, unless a single command is larger
/// @param fullBatch so many waiting commands are worth a slot of their own while another is in
///   flight; fewer wait for it, so that under load batches grow instead of multiplying
/// @param forwardsInFlight messages with commands that may be on their way to the leader
/// @param tickMillis how often time passes for the core, in milliseconds
/// @param retention how much history is kept
public record EngineSettings(
    int queue,
    long queueBytes,
    int batchCommands,
    long batchBytes,
    int fullBatch,
    int forwardsInFlight,
    long tickMillis,
    Retention retention) {

  /// Whether so many waiting commands are worth a slot or a message, with so many on their way.
  /// What one costs hardly depends on how many commands are in it. So while one is on its way the
  /// next waits until that is back, unless it is full before.
  boolean isWorthSending(int waiting, int underWay) {
    return waiting > 0 && (underWay == 0 || waiting >= fullBatch);
  }

  /// The defaults.
  public static EngineSettings defaults() {
    return new EngineSettings(20_000, 64 << 20, 4_096, 1 << 20, 256, 4, 10, Retention.defaults());
  }
}
