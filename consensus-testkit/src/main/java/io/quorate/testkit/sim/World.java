package io.quorate.testkit.sim;

import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.List;

/// Everything that the replicas of one simulation share.
final class World {
  final Setting setting;
  final Agenda agenda = new Agenda();
  final Dice dice;
  final Trace trace;
  final Links links;
  final Tampering tampering;
  final Referee referee;
  final QuorumSystem quorums;
  final List<Node> nodes = new ArrayList<>();

  World(Setting setting, Dice dice, Tampering tampering, boolean traced) {
    this.setting = setting;
    this.dice = dice;
    this.tampering = tampering;
    this.trace = new Trace(traced, agenda);
    this.links = new Links(setting.replicas(), setting.network(), agenda, dice, trace);
    this.referee = new Referee(setting);
    List<ReplicaId> ids = new ArrayList<>();
    for (int i = 0; i < setting.replicas(); i++) {
      ids.add(new ReplicaId(Character.toString('a' + i)));
    }
    this.quorums = Majority.of(ids);
    for (ReplicaId id : ids) {
      nodes.add(new Node(this, id, nodes.size()));
    }
  }

  /// The place of the replica with this id.
  Node node(ReplicaId id) {
    return nodes.stream().filter(node -> node.id().equals(id)).findFirst().orElseThrow();
  }

  /// The places where a replica runs now.
  List<Node> up() {
    return nodes.stream().filter(Node::isUp).toList();
  }
}
