package io.quorate.core.keyspace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The next revision while it is being made: sees what it has changed so far, and is nothing to
/// anyone else until [Keyspace#commit]. Confined to one thread.
public final class Draft {
  private final long revision;
  private final Map<String, Change> changes = new LinkedHashMap<>();
  private KeyTree keys;

  Draft(long revision, KeyTree keys) {
    this.revision = revision;
    this.keys = keys;
  }

  /// The number that the revision will have, if it changes anything.
  public long revision() {
    return revision;
  }

  /// All keys as they stand in it.
  public Snapshot now() {
    return new Snapshot(revision, keys);
  }

  /// A key as it stands in it.
  public Optional<Entry> get(String key) {
    return keys.get(key);
  }

  /// Stores a value and returns the new entry.
  public Entry put(String key, byte[] value, long leaseId) {
    Optional<Entry> current = get(key);
    long created = current.map(Entry::createRevision).orElse(revision);
    long version = current.map(Entry::version).orElse(0L) + 1;
    Entry entry = new Entry(key, value, created, revision, version, leaseId);
    keys = keys.with(entry);
    change(key, Optional.of(entry), current);
    return entry;
  }

  /// Deletes what there is of a range and returns it.
  public List<Entry> delete(Range range) {
    List<Entry> gone = new ArrayList<>();
    keys.ascend(range, gone::add);
    gone.forEach(this::delete);
    return gone;
  }

  private void delete(Entry entry) {
    keys = keys.without(entry.key());
    change(entry.key(), Optional.empty(), Optional.of(entry));
  }

  /// A key that is changed twice has still been changed once, from what it was at first.
  private void change(String key, Optional<Entry> now, Optional<Entry> before) {
    Change earlier = changes.get(key);
    Optional<Entry> previous = earlier == null ? before : earlier.previous();
    changes.put(key, new Change(key, now, previous));
  }

  /// What it has changed so far.
  public List<Change> changes() {
    return List.copyOf(changes.values());
  }
}
