package io.quorate.core.quorum;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Members in named groups, such as zones. A group has accepted when a majority of its members has;
/// a quorum is one group, a majority of the groups, or all of them (Kumar: Hierarchical Quorum
/// Consensus, of two levels).
///
/// Reads and writes pair when together they need more groups than there are: they then share a
/// group, and two majorities of it meet. So `read=one` goes with `write=all`, and a majority of
/// groups with a majority.
///
/// @param groups the members of each group, by its name
/// @param read how many groups prepare a ballot, or serve a read
/// @param write how many groups choose a decree, or take a write
public record Groups(NavigableMap<String, SortedSet<ReplicaId>> groups, Reach read, Reach write)
    implements QuorumSystem {

  /// How many of the groups it takes.
  public enum Reach {
    /// Any one group.
    ONE("one"),
    /// More than half of the groups.
    MAJORITY("majority"),
    /// Every group.
    ALL("all");

    private final String text;

    Reach(String text) {
      this.text = text;
    }

    /// How it is written.
    String text() {
      return text;
    }

    private int of(int groups) {
      return switch (this) {
        case ONE -> 1;
        case MAJORITY -> groups / 2 + 1;
        case ALL -> groups;
      };
    }
  }

  /// @throws InvalidQuorumSystem when there is no group, a group without members, a member twice,
  ///   or too many members
  /// @throws DisjointQuorums when a read quorum would miss a write quorum
  public Groups(NavigableMap<String, SortedSet<ReplicaId>> groups, Reach read, Reach write) {
    TreeMap<String, SortedSet<ReplicaId>> copy = new TreeMap<>();
    groups.forEach((name, members) -> copy.put(name, Members.distinct("group " + name, members)));
    this.groups = Collections.unmodifiableNavigableMap(copy);
    this.read = read;
    this.write = write;
    Members.requireEnumerable("groups", members().size());
    Intersection.prove(this);
  }

  /// The system of these groups.
  public static Groups of(Map<String, SortedSet<ReplicaId>> groups, Reach read, Reach write) {
    return new Groups(new TreeMap<>(groups), read, write);
  }

  @Override
  public SortedSet<ReplicaId> members() {
    List<ReplicaId> all = groups.values().stream().flatMap(SortedSet::stream).toList();
    return Members.distinct("groups", all);
  }

  @Override
  public boolean isPhase1Quorum(Predicate<ReplicaId> votes) {
    return accepted(votes) >= read.of(groups.size());
  }

  @Override
  public boolean isPhase2Quorum(Predicate<ReplicaId> votes) {
    return accepted(votes) >= write.of(groups.size());
  }

  @Override
  public String text() {
    return groups.entrySet().stream()
        .map((Map.Entry<String, SortedSet<ReplicaId>> one) ->
            one.getKey() + ": " + Members.text(one.getValue()))
        .collect(
            Collectors.joining(
                "; ", "groups(", "; read=%s, write=%s)".formatted(read.text(), write.text())));
  }

  private int accepted(Predicate<ReplicaId> votes) {
    int accepted = 0;
    for (SortedSet<ReplicaId> group : groups.values()) {
      if (2 * Members.count(group, votes) > group.size()) {
        accepted++;
      }
    }
    return accepted;
  }
}
