package io.quorate.core.lock;

import io.quorate.core.keyspace.KeyOrder;
import java.util.Comparator;

/// What can be held by one at a time. A lock and an election of the same text are different.
///
/// @param kind which of the two
/// @param text what its users call it
public record LockName(Kind kind, String text) implements Comparable<LockName> {
  private static final Comparator<LockName> ORDER =
      Comparator.comparing(LockName::kind).thenComparing(LockName::text, KeyOrder::compare);

  /// What it is held for.
  public enum Kind {
    /// To be alone.
    LOCK,
    /// To lead, and to publish a value while doing so.
    ELECTION
  }

  @Override
  public int compareTo(LockName other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(java.util.Locale.ROOT) + " " + text;
  }
}
