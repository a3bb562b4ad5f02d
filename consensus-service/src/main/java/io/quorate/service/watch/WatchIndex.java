package io.quorate.service.watch;

import io.quorate.core.keyspace.Change;
import io.quorate.core.keyspace.Revision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// The watches that are told what happens. A revision costs by what it changes and by the watches
/// that match. Confined to one thread.
final class WatchIndex {
  /// Watches with the same filter.
  private static final class Group {
    private final Filter filter;
    private final Set<Watch> watches = new HashSet<>();

    Group(Filter filter) {
      this.filter = filter;
    }
  }

  private final Map<Filter, Group> groups = new HashMap<>();
  private final Stems<Group> stems = new Stems<>();

  void add(Watch watch) {
    Group group =
        groups.computeIfAbsent(
            watch.filter(),
            filter -> {
              Group made = new Group(filter);
              stems.add(filter, made);
              return made;
            });
    group.watches.add(watch);
  }

  void remove(Watch watch) {
    Group group = groups.get(watch.filter());
    if (group == null) {
      return;
    }
    group.watches.remove(watch);
    if (group.watches.isEmpty()) {
      groups.remove(group.filter);
      stems.remove(group.filter, group);
    }
  }

  boolean isEmpty() {
    return groups.isEmpty() && stems.isEmpty();
  }

  /// Gives a revision to all that match.
  ///
  /// @param cutOff told of each that has no room for it; it is out of the index then
  void deliver(Revision revision, Consumer<Watch> cutOff) {
    Map<Group, List<Change>> matches = new HashMap<>();
    for (Change change : revision.changes()) {
      stems.find(change.key(), group -> add(matches, group, change));
    }
    List<Watch> full = new ArrayList<>();
    matches.forEach((group, changes) -> {
      Message message = new Message(revision.number(), changes, group.filter.previous());
      for (Watch watch : group.watches) {
        if (!watch.offer(message)) {
          full.add(watch);
        }
      }
    });
    full.forEach(this::remove);
    full.forEach(cutOff);
  }

  /// A filter may match a key in two ways.
  private static void add(Map<Group, List<Change>> matches, Group group, Change change) {
    List<Change> changes = matches.computeIfAbsent(group, _ -> new ArrayList<>());
    if (changes.isEmpty() || !changes.getLast().key().equals(change.key())) {
      changes.add(change);
    }
  }

  /// Empties the index.
  void clear() {
    groups.values().forEach(group -> stems.remove(group.filter, group));
    groups.clear();
  }
}
