package io.quorate.core.store;

import java.util.Arrays;

/// A key as it stands.
///
/// @param key plain text, ordered bytewise on its UTF-8 form
/// @param value any bytes; must not be changed by anyone
/// @param createRevision the revision that created it
/// @param modRevision the revision that last stored it
/// @param version how often it was stored since it was created, from 1
@SuppressWarnings("ArrayRecordComponent") // compared by content below, and never copied
public record Entry(String key, byte[] value, long createRevision, long modRevision, long version) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Entry that
        && key.equals(that.key)
        && modRevision == that.modRevision
        && createRevision == that.createRevision
        && version == that.version
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
