package io.quorate.core.store;

import io.quorate.core.quorum.Joint;
import io.quorate.core.quorum.QuorumSystem;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Which quorum system decided which slots of the log. Immutable.
///
/// @param changes the slots that put another system in force, and that system; at 0 the first one
public record QuorumHistory(NavigableMap<Long, QuorumSystem> changes) {

  /// Takes a copy.
  public QuorumHistory {
    changes = Collections.unmodifiableNavigableMap(new TreeMap<>(changes));
  }

  /// No change so far.
  public static QuorumHistory of(QuorumSystem initial) {
    return new QuorumHistory(new TreeMap<>()).with(0, initial);
  }

  /// With another system in force for the slots after this one.
  QuorumHistory with(long slot, QuorumSystem to) {
    NavigableMap<Long, QuorumSystem> more = new TreeMap<>(changes);
    more.put(slot, to);
    return new QuorumHistory(more);
  }

  /// The system in force now.
  public QuorumSystem now() {
    return changes.lastEntry().getValue();
  }

  /// The system that this slot is decided by: both, where it changes the one to the other.
  ///
  /// @param slot from 1
  public QuorumSystem of(long slot) {
    QuorumSystem before = changes.headMap(Math.max(1, slot), false).lastEntry().getValue();
    return changes.containsKey(slot) ? new Joint(before, changes.get(slot)) : before;
  }
}
