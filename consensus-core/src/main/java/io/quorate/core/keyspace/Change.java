package io.quorate.core.keyspace;

import java.util.Optional;

/// What a revision did to one key.
///
/// @param key the key
/// @param now the entry that it stored; absent when it deleted the key
/// @param previous the key as it stood before, if it existed
public record Change(String key, Optional<Entry> now, Optional<Entry> previous) {

  /// The bytes of the values in it.
  long bytes() {
    return now.map(Change::bytes).orElse(0L) + previous.map(Change::bytes).orElse(0L);
  }

  private static long bytes(Entry entry) {
    return entry.value().length;
  }
}
