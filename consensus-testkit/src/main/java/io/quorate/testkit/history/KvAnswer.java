package io.quorate.testkit.history;

import java.util.Optional;

/// What the key-value store answers about one key.
public sealed interface KvAnswer {

  /// A key as it stands.
  ///
  /// @param value its value
  /// @param modRevision the revision of its last change
  record Entry(String value, long modRevision) {}

  /// A put that was carried out: 201 when created, else 200.
  ///
  /// @param revision the store's revision it made, now the key's `modRevision`
  /// @param created whether the key was absent before
  record Stored(long revision, boolean created) implements KvAnswer {}

  /// A get that found the key.
  ///
  /// @param entry what it found
  record Found(Entry entry) implements KvAnswer {}

  /// A get that did not: 404.
  record Absent() implements KvAnswer {}

  /// A delete that removed the key.
  ///
  /// @param revision the store's revision it made
  record Deleted(long revision) implements KvAnswer {}

  /// A delete that found no key: `"deleted": 0`.
  record NothingToDelete() implements KvAnswer {}

  /// A write whose condition did not hold: 412. It changed nothing, but it is an answer, so record
  /// it as [Completion.Ok].
  ///
  /// @param current the entry the store gave as the reason; empty when the key was absent
  record PreconditionFailed(Optional<Entry> current) implements KvAnswer {}
}
