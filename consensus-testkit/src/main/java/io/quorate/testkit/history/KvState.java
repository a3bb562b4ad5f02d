package io.quorate.testkit.history;

import io.quorate.testkit.history.KvAnswer.Entry;
import java.util.Optional;

/// One key as the model knows it.
///
/// The revision of the last change is known when its answer was seen, or once a later answer tells
/// it; until then all that is known is that it is higher than the one before.
///
/// @param value empty when the key is absent
/// @param revision the revision of the key's last change when `exact`, else one that it is higher
///   than; 0 when it was never changed
/// @param exact whether `revision` is that of the last change
public record KvState(Optional<String> value, long revision, boolean exact) {

  static final KvState NEVER_WRITTEN = new KvState(Optional.empty(), 0, true);

  boolean isPresent() {
    return value.isPresent();
  }

  /// Whether the last change may have had this revision.
  boolean mayBeAt(long candidate) {
    return exact ? candidate == revision : candidate > revision;
  }

  /// Whether the key may stand as a client saw it.
  boolean mayBe(Optional<Entry> seen) {
    return seen.map(Entry::value).equals(value)
        && seen.map(Entry::modRevision).map(this::mayBeAt).orElse(true);
  }

  /// What is known after a client saw the key and [#mayBe] held: the exact revision, if it was
  /// shown.
  KvState seenAs(Optional<Entry> seen) {
    return seen.map(entry -> new KvState(value, entry.modRevision(), true)).orElse(this);
  }

  /// The state after a change whose revision was seen.
  KvState changed(Optional<String> next, long at) {
    return new KvState(next, at, true);
  }

  /// The state after a change whose revision was not seen.
  KvState changedSomewhereAfter(Optional<String> next, long floor) {
    return new KvState(next, floor, false);
  }

  /// As a client would be told.
  @Override
  public String toString() {
    return value.map(v -> "'" + v + "'").orElse("absent")
        + (exact ? " at revision " : " at a revision above ")
        + revision;
  }
}
