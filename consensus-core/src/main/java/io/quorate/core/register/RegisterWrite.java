package io.quorate.core.register;

/// One fact that has to reach stable storage. The writes of one step belong into one transaction.
public sealed interface RegisterWrite {

  /// The register holds this now.
  record Stored(Register register) implements RegisterWrite {}

  /// The register is not held any more: it was deleted, and every member knew.
  record Dropped(String key) implements RegisterWrite {}

  /// A write came with an idempotency key.
  ///
  /// @param at when this member learnt it, in milliseconds since 1970
  record Remembered(String key, Marked marked, long at) implements RegisterWrite {}

  /// An idempotency key is too old to be kept.
  record Unremembered(String key, String idempotencyKey) implements RegisterWrite {}

  /// How far tombstones are collected; see [Collection].
  record Floors(long floor, long collected) implements RegisterWrite {}
}
