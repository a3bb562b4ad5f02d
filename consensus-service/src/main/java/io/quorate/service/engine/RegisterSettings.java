package io.quorate.service.engine;

import java.time.Duration;

/// How the registers are run.
///
/// @param queue operations that may be under way
/// @param batch operations in one message
/// @param batchBytes bytes of values in one message, unless a single one is larger
/// @param underWay messages of operations that may be on their way to one peer
/// @param resendAfter how old an operation is before it asks again those that have not answered
/// @param repairEvery how often this replica compares itself with one of its peers
/// @param collectEvery how often tombstones are collected
public record RegisterSettings(
    int queue,
    int batch,
    long batchBytes,
    int underWay,
    Duration resendAfter,
    Duration repairEvery,
    Duration collectEvery) {

  /// The defaults.
  public static RegisterSettings defaults() {
    return new RegisterSettings(
        20_000,
        512,
        1 << 20,
        4,
        Duration.ofMillis(500),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1));
  }
}
