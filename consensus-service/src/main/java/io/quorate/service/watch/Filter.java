package io.quorate.service.watch;

import io.quorate.core.keyspace.Change;
import io.quorate.core.keyspace.KeyOrder;
import io.quorate.core.keyspace.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a watch is about. Watches with equal filters share their messages.
///
/// @param keys single keys
/// @param prefixes what keys begin with
/// @param ranges and keys that follow each other
/// @param previous whether what a change replaced is told, too
public record Filter(Set<String> keys, Set<String> prefixes, Set<Range> ranges, boolean previous) {

  /// A filter; what is equal in it counts once.
  public Filter {
    keys = Set.copyOf(keys);
    prefixes = Set.copyOf(prefixes);
    ranges = Set.copyOf(ranges);
  }

  /// Whether a key is in it.
  public boolean matches(String key) {
    return keys.contains(key)
        || prefixes.stream().anyMatch(key::startsWith)
        || ranges.stream().anyMatch(range -> range.contains(key));
  }

  /// Those of some changes that are in it.
  public List<Change> of(List<Change> changes) {
    return changes.stream().filter(change -> matches(change.key())).toList();
  }

  /// The same keys as ranges in order, none of which meets another.
  public List<Range> disjoint() {
    List<Range> sorted =
        Stream.of(
                keys.stream().map(Range::one),
                prefixes.stream().map(Range::prefix),
                ranges.stream())
            .flatMap(all -> all)
            .filter(range -> !range.isEmpty())
            .sorted((one, other) -> KeyOrder.compare(one.start(), other.start()))
            .toList();
    List<Range> disjoint = new ArrayList<>();
    for (Range next : sorted) {
      if (!disjoint.isEmpty() && disjoint.getLast().meets(next)) {
        Range last = disjoint.removeLast();
        disjoint.add(new Range(last.start(), later(last.end(), next.end())));
      } else {
        disjoint.add(next);
      }
    }
    return disjoint;
  }

  private static Optional<String> later(Optional<String> one, Optional<String> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    return KeyOrder.compare(one.get(), other.get()) < 0 ? other : one;
  }
}
