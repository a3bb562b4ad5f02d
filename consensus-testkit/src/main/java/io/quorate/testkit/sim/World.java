package io.quorate.testkit.sim;

import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Everything that the replicas of one simulation share.
final class World {
  final Setting setting;
  final Agenda agenda = new Agenda();
  final Dice dice;
  final Trace trace;
  final Links links;
  final Tampering tampering;
  final Referee referee;
  final ClaimRecord claims = new ClaimRecord(agenda);
  final QuorumSystem quorums;
  final List<Node> nodes = new ArrayList<>();

  World(Setting setting, Dice dice, Tampering tampering, boolean traced) {
    this.setting = setting;
    this.dice = dice;
    this.tampering = tampering;
    this.trace = new Trace(traced, agenda);
    this.links = new Links(setting.replicas(), setting.network(), agenda, dice, trace);
    this.referee = new Referee(setting);
    this.quorums = setting.systems().getFirst();
    for (ReplicaId id : Systems.replicas(setting.replicas())) {
      nodes.add(new Node(this, id, nodes.size()));
    }
  }

  /// The place of the replica with this id.
  Node node(ReplicaId id) {
    return nodes.stream().filter(node -> node.id().equals(id)).findFirst().orElseThrow();
  }

  /// Whether the world can go on without these: the others are a quorum of every system.
  boolean canSpare(List<Node> gone) {
    Set<ReplicaId> others =
        nodes.stream()
            .filter(node -> !gone.contains(node))
            .map(Node::id)
            .collect(Collectors.toSet());
    return setting.systems().stream()
        .allMatch(system -> system.isPhase1Quorum(others) && system.isPhase2Quorum(others));
  }

  /// The places where a replica runs now.
  List<Node> up() {
    return nodes.stream().filter(Node::isUp).toList();
  }
}
