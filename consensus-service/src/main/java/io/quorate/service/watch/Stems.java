package io.quorate.service.watch;

import io.quorate.core.keyspace.Range;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Finds the filters that a key is in, by what the key begins with: it looks once for each length
/// of what is looked for, however many filters there are. A range is found by what all of its keys
/// begin with. Confined to one thread.
///
/// @param <T> what is found
final class Stems<T> {
  private record Ranged<T>(Range range, T found) {}

  private final Map<String, Set<T>> keys = new HashMap<>();
  private final Map<String, Set<T>> prefixes = new HashMap<>();
  private final Map<String, Set<Ranged<T>>> ranges = new HashMap<>();

  /// How many prefixes and ranges are looked for by so many characters.
  private final TreeMap<Integer, Integer> lengths = new TreeMap<>();

  void add(Filter filter, T found) {
    filter.keys().forEach(key -> put(keys, key, found));
    for (String prefix : filter.prefixes()) {
      put(prefixes, prefix, found);
      lengths.merge(prefix.length(), 1, Integer::sum);
    }
    for (Range range : filter.ranges()) {
      put(ranges, stem(range), new Ranged<>(range, found));
      lengths.merge(stem(range).length(), 1, Integer::sum);
    }
  }

  void remove(Filter filter, T found) {
    filter.keys().forEach(key -> take(keys, key, found));
    for (String prefix : filter.prefixes()) {
      take(prefixes, prefix, found);
      lengths.computeIfPresent(prefix.length(), (_, count) -> count == 1 ? null : count - 1);
    }
    for (Range range : filter.ranges()) {
      take(ranges, stem(range), new Ranged<>(range, found));
      lengths.computeIfPresent(stem(range).length(), (_, count) -> count == 1 ? null : count - 1);
    }
  }

  /// Tells what is found for a key; the same may be told more than once.
  void find(String key, Consumer<T> told) {
    keys.getOrDefault(key, Set.of()).forEach(told);
    for (int length : lengths.headMap(key.length(), true).keySet()) {
      String stem = key.substring(0, length);
      prefixes.getOrDefault(stem, Set.of()).forEach(told);
      for (Ranged<T> one : ranges.getOrDefault(stem, Set.of())) {
        if (one.range().contains(key)) {
          told.accept(one.found());
        }
      }
    }
  }

  boolean isEmpty() {
    return keys.isEmpty() && prefixes.isEmpty() && ranges.isEmpty() && lengths.isEmpty();
  }

  /// What every key in a range begins with.
  private static String stem(Range range) {
    String start = range.start();
    String end = range.end().orElse("");
    int common = 0;
    while (common < Math.min(start.length(), end.length())
        && start.charAt(common) == end.charAt(common)) {
      common++;
    }
    return start.substring(0, common);
  }

  private static <V> void put(Map<String, Set<V>> map, String at, V value) {
    map.computeIfAbsent(at, _ -> new HashSet<>(2)).add(value);
  }

  private static <V> void take(Map<String, Set<V>> map, String at, V value) {
    map.computeIfPresent(
        at,
        (_, all) -> {
          all.remove(value);
          return all.isEmpty() ? null : all;
        });
  }
}
