package io.quorate.testkit.sim;

import io.quorate.core.quorum.Flexible;
import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.QuorumText;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.quorum.Weighted;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The quorum systems of a simulated world, whose replicas are called a, b, c and so on.
final class Systems {
  private static final List<List<String>> BY_SIZE =
      List.of(
          List.of(),
          List.of(),
          List.of(),
          List.of(
              "grid(a b c)",
              "groups(east: a; north: b; west: c; read=majority, write=majority)",
              "groups(east: a; west: b c; read=one, write=all)",
              "expression(read = a*b + b*c)",
              "expression(read = a*b*c; write = a + b + c)",
              "expression(read = a + b*c)"),
          List.of(
              "grid(a b; c d)",
              "groups(east: a b; west: c d; read=one, write=all)",
              "groups(east: a; west: b c d; read=all, write=one)",
              "expression(read = a*b + c*d)",
              "expression(write = a*b + b*c*d)"),
          List.of(
              "groups(east: a b; west: c d e; read=one, write=all)",
              "groups(east: a b c; north: d; west: e; read=majority, write=majority)",
              "expression(read = a*b + c*d*e)",
              "expression(write = a*(b + c + d + e) + b*c*d*e)"),
          List.of(
              "grid(a b c; d e f)",
              "grid(a b; c d; e f)",
              "groups(east: a b; north: c d; west: e f; read=majority, write=majority)",
              "groups(east: a b c; west: d e f; read=one, write=all)",
              "expression(read = a*b + c*d + e*f)",
              "expression(write = 2 of (a*b, c*d, e*f))"));

  private Systems() {}

  /// So many replicas.
  static List<ReplicaId> replicas(int count) {
    List<ReplicaId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(new ReplicaId(Character.toString('a' + i)));
    }
    return ids;
  }

  /// The place of a replica among them.
  static int place(ReplicaId id) {
    return id.value().charAt(0) - 'a';
  }

  /// What nearly everyone uses.
  static QuorumSystem majority(int replicas) {
    return Majority.of(replicas(replicas));
  }

  /// One system mostly, of any kind; sometimes two or three, to change between.
  static List<QuorumSystem> drawn(Dice dice, int replicas) {
    List<QuorumSystem> systems = new ArrayList<>();
    systems.add(dice.chance(0.45) ? majority(replicas) : any(dice, replicas));
    for (int more = dice.chance(0.3) ? (int) dice.between(1, 2) : 0; more > 0; more--) {
      systems.add(any(dice, replicas));
    }
    return systems;
  }

  private static QuorumSystem any(Dice dice, int replicas) {
    List<String> named = BY_SIZE.get(Math.min(replicas, BY_SIZE.size() - 1));
    if (replicas < 3 || dice.chance(0.1)) {
      return majority(replicas);
    }
    if (dice.chance(0.4)) {
      return dice.chance(0.5) ? flexible(dice, replicas) : weighted(dice, replicas);
    }
    return QuorumText.parse(dice.oneOf(named));
  }

  private static QuorumSystem flexible(Dice dice, int replicas) {
    int phase2 = (int) dice.between(1, replicas);
    int phase1 = (int) dice.between(replicas + 1 - phase2, replicas);
    return Flexible.of(phase1, phase2, replicas(replicas));
  }

  private static QuorumSystem weighted(Dice dice, int replicas) {
    TreeMap<ReplicaId, Integer> weights = new TreeMap<>();
    replicas(replicas).forEach(id -> weights.put(id, (int) dice.between(0, 3)));
    weights.merge(new ReplicaId("a"), 1, Integer::sum);
    int all = weights.values().stream().mapToInt(Integer::intValue).sum();
    int write = (int) dice.between(1, all);
    return new Weighted(weights, all + 1 - write, write);
  }
}
