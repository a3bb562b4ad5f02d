package io.quorate.core.quorum;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Draws quorum systems, safe and unsafe ones, and looks at sets one by one, without the classes
/// that are to be tested.
final class RandomSystems {
  /// A system that may be refused, and when its sides are true.
  record Drawn(
      String text,
      List<ReplicaId> members,
      Predicate<Set<ReplicaId>> read,
      Predicate<Set<ReplicaId>> write) {}

  private final Random random;

  RandomSystems(long seed) {
    this.random = new Random(seed);
  }

  static List<ReplicaId> members(int count) {
    return IntStream.range(0, count).mapToObj(i -> new ReplicaId("m" + i)).toList();
  }

  static Stream<Set<ReplicaId>> subsetsOf(List<ReplicaId> members) {
    return IntStream.range(0, 1 << members.size())
        .mapToObj(bits -> {
          Set<ReplicaId> subset = new TreeSet<>();
          for (int i = 0; i < members.size(); i++) {
            if ((bits & 1 << i) != 0) {
              subset.add(members.get(i));
            }
          }
          return subset;
        });
  }

  Drawn next() {
    return switch (random.nextInt(4)) {
      case 0 -> flexible();
      case 1 -> weighted();
      case 2 -> groups();
      default -> expression();
    };
  }

  private Drawn flexible() {
    List<ReplicaId> members = members(1 + random.nextInt(6));
    int phase1 = 1 + random.nextInt(members.size());
    int phase2 = 1 + random.nextInt(members.size());
    return new Drawn(
        "flexible(%d, %d; %s)".formatted(phase1, phase2, Members.text(members)),
        members,
        votes -> votes.size() >= phase1,
        votes -> votes.size() >= phase2);
  }

  private Drawn weighted() {
    List<ReplicaId> members = members(1 + random.nextInt(6));
    TreeMap<ReplicaId, Integer> weights = new TreeMap<>();
    members.forEach(member -> weights.put(member, random.nextInt(4)));
    weights.merge(members.getFirst(), 1, Integer::sum);
    int total = weights.values().stream().mapToInt(Integer::intValue).sum();
    int read = 1 + random.nextInt(total);
    int write = 1 + random.nextInt(total);
    List<String> written = new ArrayList<>();
    weights.forEach((member, weight) -> written.add(member + "=" + weight));
    return new Drawn(
        "weighted(%s; read=%d, write=%d)".formatted(String.join(", ", written), read, write),
        members,
        votes -> votes.stream().mapToInt(weights::get).sum() >= read,
        votes -> votes.stream().mapToInt(weights::get).sum() >= write);
  }

  private Drawn groups() {
    List<ReplicaId> members = members(2 + random.nextInt(5));
    TreeMap<String, SortedSet<ReplicaId>> groups = new TreeMap<>();
    members.forEach(member ->
        groups.computeIfAbsent("g" + random.nextInt(3), _ -> new TreeSet<>()).add(member));
    Groups.Reach read = reach();
    Groups.Reach write = reach();
    List<String> written = new ArrayList<>();
    groups.forEach((name, group) -> written.add(name + ": " + Members.text(group)));
    return new Drawn(
        "groups(%s; read=%s, write=%s)"
            .formatted(String.join("; ", written), read.text(), write.text()),
        members,
        votes -> accepted(groups, votes, read),
        votes -> accepted(groups, votes, write));
  }

  private static boolean accepted(
      SortedMap<String, SortedSet<ReplicaId>> groups, Set<ReplicaId> votes, Groups.Reach reach) {
    long accepted =
        groups.values().stream()
            .filter(group -> group.stream().filter(votes::contains).count() * 2 > group.size())
            .count();
    return switch (reach) {
      case ONE -> accepted >= 1;
      case MAJORITY -> accepted * 2 > groups.size();
      case ALL -> accepted == groups.size();
    };
  }

  private Groups.Reach reach() {
    List<Groups.Reach> all = List.of(Groups.Reach.values());
    return all.get(random.nextInt(all.size()));
  }

  private Drawn expression() {
    List<ReplicaId> members = members(2 + random.nextInt(5));
    Formula read = formula(members, 3);
    Formula write = random.nextBoolean() ? read.dual() : formula(members, 3);
    return new Drawn(
        "expression(read = %s; write = %s)".formatted(read.text(), write.text()),
        Stream.concat(read.named(), write.named()).distinct().sorted().toList(),
        votes -> read.holds(votes::contains),
        votes -> write.holds(votes::contains));
  }

  /// A formula over some of these members.
  Formula formula(List<ReplicaId> members, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return new Formula.Vote(members.get(random.nextInt(members.size())));
    }
    List<Formula> parts = new ArrayList<>();
    int wanted = 2 + random.nextInt(3);
    for (int i = 0; i < wanted; i++) {
      parts.add(formula(members, depth - 1));
    }
    List<Formula> distinct = new ArrayList<>(new LinkedHashSet<>(parts));
    Collections.shuffle(distinct, random);
    try {
      return Formula.of(1 + random.nextInt(distinct.size()), distinct);
    } catch (InvalidQuorumSystem flattenedIntoDuplicates) {
      return distinct.getFirst();
    }
  }
}
