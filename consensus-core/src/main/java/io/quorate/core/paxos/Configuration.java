package io.quorate.core.paxos;

import io.quorate.core.quorum.Joint;
import io.quorate.core.quorum.QuorumSystem;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The quorum systems that count above some slot of the log: the one that is in force there, and
/// those that slots above it propose but that are not known chosen. Immutable.
///
/// A slot that changes the system, and every slot after it, needs a quorum of the old system and of
/// the new one until the change is known chosen with all before it; from then on the new one alone.
/// That is safe because a candidate that does not know of the change asks a phase-1 quorum of the
/// old system, in which somebody has voted for the change and says so; then it needs one of the new
/// system too ([Campaign#isWon]). See docs/adr/0006.
///
/// @param chosen the system in force
/// @param proposed the systems proposed above that, by slot
public record Configuration(QuorumSystem chosen, SortedMap<Long, QuorumSystem> proposed) {

  /// Takes a copy.
  public Configuration {
    proposed = Collections.unmodifiableSortedMap(new TreeMap<>(proposed));
  }

  /// Nothing is proposed.
  public static Configuration of(QuorumSystem chosen) {
    return new Configuration(chosen, new TreeMap<>());
  }

  /// The system that a quorum has to satisfy now: all of them at once.
  public QuorumSystem inForce() {
    QuorumSystem all = chosen;
    for (QuorumSystem next : proposed.values()) {
      all = new Joint(all, next);
    }
    return all;
  }

  /// Whether a change is under way.
  public boolean isChanging() {
    return !proposed.isEmpty();
  }

  /// With what this decree proposes in this slot.
  Configuration with(long slot, Decree decree) {
    if (!(decree instanceof Decree.Change change)) {
      return this;
    }
    SortedMap<Long, QuorumSystem> more = new TreeMap<>(proposed);
    more.put(slot, change.to());
    return new Configuration(chosen, more);
  }

  /// Once every slot up to here is chosen.
  Configuration upTo(long chosenUpTo) {
    SortedMap<Long, QuorumSystem> past = proposed.headMap(chosenUpTo + 1);
    return past.isEmpty()
        ? this
        : new Configuration(past.sequencedValues().getLast(), proposed.tailMap(chosenUpTo + 1));
  }
}
