package io.quorate.core.store;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The keys and their values, and the one revision that counts every change to them.
final class Keyspace {
  private final Map<String, Entry> entries = new HashMap<>();
  private long revision;

  long revision() {
    return revision;
  }

  Optional<Entry> get(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  Collection<Entry> entries() {
    return Collections.unmodifiableCollection(entries.values());
  }

  Outcome put(Operation.Put put) {
    Optional<Entry> current = get(put.key());
    if (!put.condition().holdsFor(current)) {
      return new Outcome.ConditionFailed(current);
    }
    revision++;
    long createRevision = current.map(Entry::createRevision).orElse(revision);
    long version = current.map(Entry::version).orElse(0L) + 1;
    entries.put(put.key(), new Entry(put.key(), put.value(), createRevision, revision, version));
    Optional<Entry> previous = put.wantsPrevious() ? current : Optional.empty();
    return new Outcome.Stored(revision, createRevision, version, previous);
  }

  Outcome delete(Operation.Delete delete) {
    Optional<Entry> current = get(delete.key());
    if (!delete.condition().holdsFor(current)) {
      return new Outcome.ConditionFailed(current);
    }
    if (current.isEmpty()) {
      return new Outcome.Deleted(0, revision);
    }
    revision++;
    entries.remove(delete.key());
    return new Outcome.Deleted(1, revision);
  }
}
