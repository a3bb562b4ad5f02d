package io.quorate.testkit.registers;

import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.testkit.sim.Agenda;
import io.quorate.testkit.sim.Dice;
import io.quorate.testkit.sim.Links;
import io.quorate.testkit.sim.Trace;
import java.util.ArrayList;
import java.util.List;

/// Everything that the members of one simulation share.
final class RegisterWorld {
  final RegisterSetting setting;
  final Agenda agenda = new Agenda();
  final Dice dice;
  final Trace trace;
  final Links links;
  final RegisterTampering tampering;
  final RegisterReferee referee = new RegisterReferee();
  final RegisterHistories histories = new RegisterHistories();
  final QuorumSystem quorums;
  final List<RegisterNode> nodes = new ArrayList<>();

  RegisterWorld(RegisterSetting setting, Dice dice, RegisterTampering tampering, boolean traced) {
    this.setting = setting;
    this.dice = dice;
    this.tampering = tampering;
    this.trace = new Trace(traced, agenda);
    this.quorums = setting.quorums();
    this.links = new Links(quorums.members().size(), setting.network(), agenda, dice, trace);
    for (ReplicaId id : quorums.members()) {
      nodes.add(new RegisterNode(this, id, nodes.size()));
    }
  }

  /// The place of the member with this id.
  RegisterNode node(ReplicaId id) {
    return nodes.stream().filter(node -> node.id().equals(id)).findFirst().orElseThrow();
  }
}
