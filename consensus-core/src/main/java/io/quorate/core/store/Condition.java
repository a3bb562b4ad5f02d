package io.quorate.core.store;

import io.quorate.core.keyspace.Entry;
import java.util.Optional;

/// What has to be true of a key for an operation on it to take place; decided where it is applied.
public sealed interface Condition {

  /// Whether it holds for the key as it stands.
  boolean holdsFor(Optional<Entry> current);

  /// Always holds.
  record None() implements Condition {
    @Override
    public boolean holdsFor(Optional<Entry> current) {
      return true;
    }
  }

  /// The key does not exist (`If-None-Match: *`).
  record Absent() implements Condition {
    @Override
    public boolean holdsFor(Optional<Entry> current) {
      return current.isEmpty();
    }
  }

  /// The key exists (`If-Match: *`).
  record Present() implements Condition {
    @Override
    public boolean holdsFor(Optional<Entry> current) {
      return current.isPresent();
    }
  }

  /// The key was last stored by this revision (`If-Match: "<modRevision>"`).
  record Unmodified(long modRevision) implements Condition {
    @Override
    public boolean holdsFor(Optional<Entry> current) {
      return current.isPresent() && current.get().modRevision() == modRevision;
    }
  }
}
