package io.quorate.core.keyspace;

import java.util.Arrays;

/// A key as it stands.
///
/// @param key plain text, ordered by [KeyOrder]
/// @param value any bytes; must not be changed by anyone
/// @param createRevision the revision that created it
/// @param modRevision the revision that last stored it
/// @param version how often it was stored since it was created, from 1
/// @param leaseId the lease that it ends with, or [#NO_LEASE]
@SuppressWarnings("ArrayRecordComponent") // compared by content below, and never copied
public record Entry(
    String key, byte[] value, long createRevision, long modRevision, long version, long leaseId) {
  /// Of a key that stays until it is deleted.
  public static final long NO_LEASE = 0;

  private static final byte[] NOTHING = {};

  /// An entry without a lease.
  public Entry(String key, byte[] value, long createRevision, long modRevision, long version) {
    this(key, value, createRevision, modRevision, version, NO_LEASE);
  }

  /// The same with an empty value that says nothing.
  public Entry withoutValue() {
    return new Entry(key, NOTHING, createRevision, modRevision, version, leaseId);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Entry that
        && key.equals(that.key)
        && modRevision == that.modRevision
        && createRevision == that.createRevision
        && version == that.version
        && leaseId == that.leaseId
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + Long.hashCode(modRevision);
  }

  @Override
  public String toString() {
    return key + "@" + modRevision + "(" + value.length + " bytes)";
  }
}
