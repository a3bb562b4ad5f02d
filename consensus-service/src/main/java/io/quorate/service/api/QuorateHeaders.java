package io.quorate.service.api;

/// The names of the headers that this API adds to HTTP.
final class QuorateHeaders {
  /// The store's revision that a response reflects; on every response.
  static final String REVISION = "Quorate-Revision";

  /// The replica that served a response; on every response.
  static final String REPLICA = "Quorate-Replica";

  /// The consistency that a read was answered at.
  static final String CONSISTENCY = "Quorate-Consistency";

  /// How long a caller waits, in milliseconds.
  static final String TIMEOUT = "Quorate-Timeout-Ms";

  /// The caller's own name for a write.
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  /// What a write rests on: a lock and the token that has to hold it.
  static final String FENCE = "Quorate-Fence";

  /// `true` when a write only repeats an earlier answer.
  static final String REPLAYED = "Idempotency-Replayed";

  /// The revision that created the key; with a raw value.
  static final String CREATE_REVISION = "Quorate-Create-Revision";

  /// The revision that last stored the key; with a raw value.
  static final String MOD_REVISION = "Quorate-Mod-Revision";

  /// How often the key was stored since it was created; with a raw value.
  static final String VERSION = "Quorate-Version";

  /// The lease that the key ends with; with a raw value, if there is one.
  static final String LEASE_ID = "Quorate-Lease-Id";

  /// The tag of a register's value, `<counter>.<writer>`; with every read of one.
  static final String TAG = "Quorate-Tag";

  /// What a read of a register guarantees, by the quorums that were used.
  static final String GUARANTEE = "Quorate-Guarantee";

  private QuorateHeaders() {}
}
