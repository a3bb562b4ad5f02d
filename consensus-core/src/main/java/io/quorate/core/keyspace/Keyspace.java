package io.quorate.core.keyspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The keys, the one revision that counts every change to them, and the history that is kept.
/// Confined to one thread; the snapshots and revisions that it gives away are not.
public final class Keyspace {
  private final TreeMap<Long, Revision> history = new TreeMap<>();
  private Revision latest = new Revision(0, 0, List.of(), new Snapshot(0, KeyTree.empty()));
  private long bytes;

  /// No keys, at revision 0.
  public Keyspace() {
    history.put(latest.number(), latest);
  }

  /// The latest revision's number.
  public long revision() {
    return latest.number();
  }

  /// All keys as they stand.
  public Snapshot now() {
    return latest.after();
  }

  /// The oldest revision that is still known.
  public long compactRevision() {
    return history.firstKey();
  }

  /// All keys as they stood at a revision; empty when that is compacted or yet to come.
  public Optional<Snapshot> at(long revision) {
    return Optional.ofNullable(history.get(revision)).map(Revision::after);
  }

  /// Revisions from this one on, so many at most.
  public List<Revision> history(long from, int limit) {
    List<Revision> found = new ArrayList<>();
    for (Revision one : history.tailMap(from).values()) {
      if (found.size() == limit) {
        break;
      }
      found.add(one);
    }
    return found;
  }

  /// The next revision, to be filled.
  public Draft draft() {
    return new Draft(revision() + 1, now().keys());
  }

  /// Makes a draft of this keyspace the latest revision.
  ///
  /// @param time the log's time
  /// @return the revision, unless the draft changes nothing
  public Optional<Revision> commit(Draft draft, long time) {
    if (draft.revision() != revision() + 1) {
      throw new IllegalStateException("a draft of " + draft.revision() + " at " + revision());
    }
    List<Change> changes = draft.changes();
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    latest = new Revision(draft.revision(), time, changes, draft.now());
    history.put(latest.number(), latest);
    bytes += latest.bytes();
    return Optional.of(latest);
  }

  /// Forgets all revisions before this one; the latest is always kept.
  public void compact(long revision) {
    var old = history.headMap(Math.min(revision, revision()), false).values();
    bytes -= old.stream().mapToLong(Revision::bytes).sum();
    old.clear();
  }

  /// The revision below which history is more than shall be kept, once that is worth a compaction:
  /// when a tenth more is there.
  ///
  /// @param now the log's time, in milliseconds since 1970
  public OptionalLong dueForCompaction(Retention retention, long now) {
    Retention patience = retention.withSlack();
    if (firstToKeep(patience, now) <= compactRevision()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(firstToKeep(retention, now));
  }

  private long firstToKeep(Retention retention, long now) {
    long first = Math.max(compactRevision(), revision() - retention.revisions());
    long left = bytes;
    for (Revision one : history.tailMap(1L).values()) {
      boolean old = now - one.time() > retention.millis();
      if (one.number() >= first && left <= retention.bytes() && !old) {
        break;
      }
      left -= one.bytes();
      first = Math.max(first, Math.min(one.number() + 1, revision()));
    }
    return first;
  }
}
