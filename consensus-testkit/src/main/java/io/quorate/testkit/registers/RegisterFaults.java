package io.quorate.testkit.registers;

import io.quorate.testkit.sim.Agenda;
import io.quorate.testkit.sim.Setting.Network;
import java.util.List;

/// Breaks things for a while and mends them: crashes, lost power, partitions, hung disks, stopped
/// processes, bad networks.
final class RegisterFaults {
  private final RegisterWorld world;
  private boolean over;

  RegisterFaults(RegisterWorld world) {
    this.world = world;
  }

  void start() {
    world.agenda.after(
        world.dice.between(50 * Agenda.MILLI, world.setting.maxFaultPause()),
        () -> {
          if (!over) {
            strike();
          }
        });
  }

  /// Begins no more faults and mends everything.
  void stop() {
    over = true;
    world.links.mendAll();
    world.links.become(world.setting.network().mended());
    world.nodes.forEach(RegisterNode::wake);
    world.nodes.forEach(RegisterNode::start);
  }

  private void later(long shortest, long longest, Runnable mend) {
    world.agenda.after(
        world.dice.delay(shortest, longest) * Agenda.MILLI,
        () -> {
          if (!over) {
            mend.run();
            start();
          }
        });
  }

  private void strike() {
    RegisterNode victim = world.dice.oneOf(world.nodes);
    int kind = world.dice.below(100);
    if (kind < 30) {
      crash(List.of(victim));
    } else if (kind < 35) {
      crash(world.nodes);
    } else if (kind < 55) {
      isolate(victim);
    } else if (kind < 70) {
      cutSome();
    } else if (kind < 80) {
      victim.disk().queue.hang(world.agenda.now() + world.dice.between(100, 2_000) * Agenda.MILLI);
      later(0, 1_000, () -> {});
    } else if (kind < 90) {
      victim.pause(world.agenda.now() + world.dice.between(50, 2_000) * Agenda.MILLI);
      later(0, 1_000, () -> {});
    } else {
      storm();
    }
  }

  private void crash(List<RegisterNode> victims) {
    victims.forEach(RegisterNode::crash);
    later(20, 2_000, () -> victims.forEach(RegisterNode::start));
  }

  private void isolate(RegisterNode victim) {
    world.trace.line(victim + " is isolated");
    for (RegisterNode node : world.nodes) {
      world.links.cut(node.index(), victim.index());
      world.links.cut(victim.index(), node.index());
    }
    later(100, 3_000, world.links::mendAll);
  }

  /// Some directions between some members.
  private void cutSome() {
    for (RegisterNode from : world.nodes) {
      for (RegisterNode to : world.nodes) {
        if (world.dice.chance(0.35)) {
          world.trace.line("cut " + from + " -> " + to);
          world.links.cut(from.index(), to.index());
        }
      }
    }
    later(100, 3_000, world.links::mendAll);
  }

  private void storm() {
    Network normal = world.setting.network();
    world.trace.line("the network is bad");
    world.links.become(normal.stormy());
    later(200, 2_000, () -> world.links.become(normal));
  }
}
