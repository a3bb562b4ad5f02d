package io.quorate.core.keyspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All keys as they stood at one revision. Immutable; safe for any thread.
///
/// @param revision how many changes the store had seen
/// @param keys the keys
public record Snapshot(long revision, KeyTree keys) {

  /// A part of a range, in the order in which it was asked for.
  ///
  /// @param count how many keys the whole range has
  /// @param items the first of them
  /// @param rest what is left of the range after the items; absent when nothing is
  public record Page(long count, List<Entry> items, Optional<Range> rest) {}

  /// Which end of a range comes first.
  public enum Direction {
    /// By [KeyOrder].
    ASCENDING,
    /// Against it.
    DESCENDING
  }

  /// A key as it stood.
  public Optional<Entry> get(String key) {
    return keys.get(key);
  }

  /// The beginning of a range. It takes time by what it returns.
  ///
  /// @param limit so many items at most
  /// @param maxBytes the items' values take no more than this together, or there is only one item
  public Page page(Range range, Direction direction, int limit, long maxBytes) {
    List<Entry> items = new ArrayList<>();
    long[] bytes = {0};
    KeyTree.Visitor taking =
        entry -> {
          bytes[0] += entry.value().length;
          boolean fits = items.size() < limit && (items.isEmpty() || bytes[0] <= maxBytes);
          return fits && items.add(entry);
        };
    if (limit > 0) {
      walk(range, direction, taking);
    }
    long count = keys.count(range);
    return new Page(count, items, items.size() < count ? rest(range, direction, items) : none());
  }

  private static Optional<Range> none() {
    return Optional.empty();
  }

  private static Optional<Range> rest(Range range, Direction direction, List<Entry> items) {
    if (items.isEmpty()) {
      return Optional.of(range);
    }
    String last = items.getLast().key();
    return Optional.of(
        switch (direction) {
          case ASCENDING -> range.beyond(last);
          case DESCENDING -> range.upTo(last);
        });
  }

  private void walk(Range range, Direction direction, KeyTree.Visitor visitor) {
    switch (direction) {
      case ASCENDING -> keys.ascend(range, visitor);
      case DESCENDING -> keys.descend(range, visitor);
    }
  }
}
