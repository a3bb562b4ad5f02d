package io.quorate.service.api;

import io.quorate.core.keyspace.Range;
import java.util.Optional;

/// Where a range begins and ends, as callers say it: by what its keys begin with, or by its first
/// key and the first key after it. What is not said does not bound it.
///
/// @param prefix what the keys begin with
/// @param start the first key
/// @param end the first key after the last
record Bounds(Optional<String> prefix, Optional<String> start, Optional<String> end) {

  /// @throws ProblemException when the query names none, or two that contradict each other
  static Bounds of(Query query, KeyRule rule) {
    Bounds bounds =
        new Bounds(
            rule.bound(query, "prefix"), rule.bound(query, "start"), rule.bound(query, "end"));
    if (bounds.contradictEachOther()) {
      throw ProblemException.invalid("prefix", "does not go together with start and end");
    }
    return bounds;
  }

  boolean contradictEachOther() {
    return prefix.isPresent() && (start.isPresent() || end.isPresent());
  }

  boolean areGiven() {
    return prefix.isPresent() || start.isPresent() || end.isPresent();
  }

  Range range() {
    return prefix.map(Range::prefix).orElseGet(() -> new Range(start.orElse(""), end));
  }

  /// Whether every key is between them.
  boolean areOfAll() {
    return range().equals(Range.all());
  }
}
