package io.quorate.testkit.sim;

import java.util.List;

/// Breaks things for a while and mends them: crashes, lost power, partitions, slow and hung disks,
/// stopped processes, bad networks, leaders that hand over, and once a lost disk.
final class Faults {
  private final World world;
  private boolean over;
  private boolean hasWiped;

  Faults(World world) {
    this.world = world;
  }

  void start() {
    for (int track = 0; track < world.setting.faultTracks(); track++) {
      rest();
    }
  }

  /// Begins no more faults.
  void stop() {
    over = true;
  }

  private void rest() {
    world.agenda.after(
        world.dice.between(50 * Agenda.MILLI, world.setting.maxFaultPause()),
        () -> {
          if (!over) {
            strike();
          }
        });
  }

  /// Mends something later, mostly soon, unless everything was mended by then.
  private void later(long shortest, long longest, Runnable mend) {
    world.agenda.after(
        world.dice.delay(shortest, longest) * Agenda.MILLI,
        () -> {
          if (!over) {
            mend.run();
            rest();
          }
        });
  }

  private void strike() {
    int kind = world.dice.below(100);
    if (kind < 20) {
      crash(List.of(world.dice.oneOf(world.nodes)));
    } else if (kind < 32) {
      crash(leaders());
    } else if (kind < 37) {
      crash(world.nodes);
    } else if (kind < 50) {
      isolate();
    } else if (kind < 60) {
      split();
    } else if (kind < 72) {
      cutSome();
    } else if (kind < 80) {
      hangDisk();
    } else if (kind < 86) {
      pause();
    } else if (kind < 91) {
      storm();
    } else if (kind < 96) {
      handOver();
    } else {
      wipe();
    }
  }

  private void crash(List<Node> victims) {
    victims.forEach(node -> node.crash(world.dice.chance(0.5)));
    later(20, 4_000, () -> victims.forEach(Node::start));
  }

  private List<Node> leaders() {
    return world.nodes.stream().filter(Node::leads).toList();
  }

  /// Nothing gets to one replica, or from it, or both.
  private void isolate() {
    int victim = world.dice.below(world.nodes.size());
    boolean hears = world.dice.chance(0.25);
    boolean speaks = !hears && world.dice.chance(0.33);
    world.trace.line(
        world.nodes.get(victim) + " is isolated; hears " + hears + ", speaks " + speaks);
    for (Node node : world.nodes) {
      if (!hears) {
        world.links.cut(node.index(), victim);
      }
      if (!speaks) {
        world.links.cut(victim, node.index());
      }
    }
    later(100, 5_000, world.links::mendAll);
  }

  private void split() {
    int sides = (int) world.dice.between(1, (1L << world.nodes.size()) - 1);
    world.trace.line("the network splits: " + Integer.toBinaryString(sides));
    for (Node from : world.nodes) {
      for (Node to : world.nodes) {
        if ((sides >> from.index() & 1) != (sides >> to.index() & 1)) {
          world.links.cut(from.index(), to.index());
        }
      }
    }
    later(100, 5_000, world.links::mendAll);
  }

  /// Some directions between some replicas.
  private void cutSome() {
    for (Node from : world.nodes) {
      for (Node to : world.nodes) {
        if (world.dice.chance(0.35)) {
          world.trace.line("cut " + from + " -> " + to);
          world.links.cut(from.index(), to.index());
        }
      }
    }
    later(100, 5_000, world.links::mendAll);
  }

  private void hangDisk() {
    Node victim = world.dice.oneOf(world.nodes);
    long until = world.agenda.now() + world.dice.between(100, 5_000) * Agenda.MILLI;
    world.trace.line("the disk of " + victim + " hangs");
    victim.disk().hang(until);
    later(0, 2_000, () -> {});
  }

  private void pause() {
    Node victim = world.dice.oneOf(world.nodes);
    victim.pause(world.agenda.now() + world.dice.between(50, 4_000) * Agenda.MILLI);
    later(0, 2_000, () -> {});
  }

  private void storm() {
    Setting.Network normal = world.setting.network();
    world.trace.line("the network is bad");
    world.links.become(normal.stormy());
    later(200, 3_000, () -> world.links.become(normal));
  }

  private void handOver() {
    leaders().forEach(node -> node.reach(Life::handOver));
    later(0, 1_000, () -> {});
  }

  /// Only a disk whose owner is known to all others and can be spared, and never a second one.
  private void wipe() {
    Node victim = world.dice.oneOf(world.nodes);
    boolean isKnown =
        world.nodes.stream()
            .allMatch(node ->
                node == victim || node.disk().hasMet(victim.id(), victim.disk().incarnation()));
    if (!world.setting.mayWipe() || hasWiped || !world.canSpare(List.of(victim)) || !isKnown) {
      rest();
      return;
    }
    hasWiped = true;
    victim.crash(false);
    victim.wipe();
    later(20, 2_000, victim::start);
  }
}
