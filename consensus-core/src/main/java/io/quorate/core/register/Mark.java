package io.quorate.core.register;

/// A client's idempotency key for one write of one register, as members keep it beside what was
/// written.
///
/// What it is worth: a write phase leaves the mark with every member that stores or outdoes the
/// write, and so does the write-back of a read that returns it. A retry, at any replica, asks for
/// the mark in its first phase; when one member of that quorum knows it, the retry takes the tag of
/// the earlier attempt and finishes that one instead of writing again. So a retry has no effect of
/// its own once the earlier attempt was acknowledged or its value was returned by an atomic read,
/// whatever was written since.
///
/// A replica runs the requests with one key for one register one after the other, so that at one
/// replica they never run beside each other.
///
/// What it is not: without a log the replicas cannot agree on one tag for a key. When the earlier
/// attempt reached too few members to be seen by the retry, or still runs beside it at another
/// replica, the same value gets two tags. That is harmless unless the write of another client falls
/// between the two: it may then be overwritten although it came later. Who cannot bear that writes
/// to the log.
///
/// @param key the idempotency key
/// @param request tells a repeated request from another one under the same key
public record Mark(String key, long request) {

  /// The mark of a write of this content.
  public static Mark of(String key, Content content) {
    return switch (content) {
      case Content.Value value -> new Mark(key, Fnv.hash(value.bytes()));
      case Content.Tombstone() -> new Mark(key, 0);
    };
  }
}
