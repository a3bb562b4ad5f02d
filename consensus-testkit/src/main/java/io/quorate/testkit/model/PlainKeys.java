package io.quorate.testkit.model;

import io.quorate.core.keyspace.Change;
import io.quorate.core.keyspace.Entry;
import io.quorate.core.keyspace.Range;
import io.quorate.core.keyspace.Snapshot.Direction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Keys as plain maps: a whole copy of all of them for each revision that there ever was.
class PlainKeys {
  /// The order of keys, by its definition.
  static final Comparator<String> BYTEWISE =
      (one, other) ->
          Arrays.compareUnsigned(
              one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

  /// What one revision did, and all keys after it.
  record Past(long number, long time, List<Change> changes, Map<String, Entry> after) {}

  /// All keys while a request changes them.
  static final class Work {
    final Map<String, Entry> keys;
    final Set<String> touched = new LinkedHashSet<>();
    long revision;

    Work(Map<String, Entry> keys, long revision) {
      this.keys = new HashMap<>(keys);
      this.revision = revision;
    }

    Optional<Entry> get(String key) {
      return Optional.ofNullable(keys.get(key));
    }
  }

  final List<Past> past = new ArrayList<>(List.of(new Past(0, 0, List.of(), Map.of())));
  long compactRevision;

  long revision() {
    return past.getLast().number();
  }

  Map<String, Entry> now() {
    return past.getLast().after();
  }

  Work begin() {
    return new Work(now(), revision() + 1);
  }

  Entry put(Work work, String key, byte[] value, long leaseId) {
    Entry before = work.keys.get(key);
    long created = before == null ? work.revision : before.createRevision();
    long version = before == null ? 1 : before.version() + 1;
    Entry entry = new Entry(key, value, created, work.revision, version, leaseId);
    work.keys.put(key, entry);
    work.touched.add(key);
    return entry;
  }

  long delete(Work work, Range range) {
    List<Entry> gone = list(work.keys, range, Direction.ASCENDING);
    for (Entry entry : gone) {
      work.keys.remove(entry.key());
      work.touched.add(entry.key());
    }
    return gone.size();
  }

  /// One revision if anything was changed, and none otherwise.
  void commit(Work work, long time) {
    if (work.touched.isEmpty()) {
      return;
    }
    List<Change> changes = new ArrayList<>();
    for (String key : work.touched) {
      changes.add(new Change(key, work.get(key), previous(work, key)));
    }
    past.add(new Past(work.revision, time, changes, work.keys));
  }

  Optional<Entry> previous(Work work, String key) {
    return Optional.ofNullable(now().get(key));
  }

  void compact(long revision) {
    compactRevision = Math.max(compactRevision, revision);
  }

  /// Those revisions that are kept, the oldest first.
  List<Past> kept() {
    return past.stream().filter(one -> one.number() >= compactRevision).toList();
  }

  static List<Entry> list(Map<String, Entry> keys, Range range, Direction direction) {
    Comparator<Entry> order = Comparator.comparing(Entry::key, BYTEWISE);
    return keys.values().stream()
        .filter(entry -> isIn(range, entry.key()))
        .sorted(direction == Direction.ASCENDING ? order : order.reversed())
        .toList();
  }

  private static boolean isIn(Range range, String key) {
    return BYTEWISE.compare(range.start(), key) <= 0
        && (range.end().isEmpty() || BYTEWISE.compare(key, range.end().get()) < 0);
  }
}
