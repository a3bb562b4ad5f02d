package io.quorate.core.keyspace;

import java.util.List;

/// One step of the store's history: what it changed, and what there was afterwards. Immutable.
///
/// @param number from 1; each is one more than the last
/// @param time the log's time when it was made, in milliseconds since 1970
/// @param changes one for each key, in the order in which they were made
/// @param after all keys after it
public record Revision(long number, long time, List<Change> changes, Snapshot after) {

  /// The bytes of the values that its changes hold.
  public long bytes() {
    return changes.stream().mapToLong(Change::bytes).sum();
  }
}
