package io.quorate.core.quorum;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What all quorum systems ask of their members.
final class Members {
  private Members() {}

  /// An unmodifiable copy in order of the ids.
  ///
  /// @throws InvalidQuorumSystem when there is nobody, or somebody twice
  static SortedSet<ReplicaId> distinct(String field, Collection<ReplicaId> given) {
    if (given.isEmpty()) {
      throw new InvalidQuorumSystem(field, "needs at least one member");
    }
    SortedSet<ReplicaId> members = new TreeSet<>();
    for (ReplicaId member : given) {
      if (!members.add(member)) {
        throw new InvalidQuorumSystem(field, "names " + member + " twice");
      }
    }
    return Collections.unmodifiableSortedSet(members);
  }

  /// Refuses a system whose quorums are too many to be compared one by one.
  static void requireEnumerable(String field, int members) {
    if (members > QuorumSystem.MAX_ENUMERABLE) {
      throw new InvalidQuorumSystem(
          field,
          ("has %d members, and I5 is proven by enumeration, which ends at %d; only majority and"
                  + " flexible may have more, because arithmetic proves them")
              .formatted(members, QuorumSystem.MAX_ENUMERABLE));
    }
  }

  /// How many of these have voted.
  static int count(Collection<ReplicaId> members, Predicate<ReplicaId> votes) {
    int count = 0;
    for (ReplicaId member : members) {
      if (votes.test(member)) {
        count++;
      }
    }
    return count;
  }

  /// Their names with a blank between them.
  static String text(Collection<ReplicaId> members) {
    return members.stream().map(ReplicaId::value).collect(Collectors.joining(" "));
  }
}
