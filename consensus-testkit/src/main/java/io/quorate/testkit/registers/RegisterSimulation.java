package io.quorate.testkit.registers;

import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.register.Register;
import io.quorate.testkit.sim.Agenda;
import io.quorate.testkit.sim.Dice;
import io.quorate.testkit.sim.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// The world of one seed, from its start until all is mended, equal and forgotten.
public final class RegisterSimulation {
  private static final long HEALING = 120 * Agenda.SECOND;

  private final RegisterWorld world;
  private final List<RegisterClient> clients = new ArrayList<>();
  private final RegisterFaults faults;

  private RegisterSimulation(long seed, RegisterTampering tampering, boolean traced) {
    Dice dice = new Dice(seed);
    this.world = new RegisterWorld(RegisterSetting.drawn(dice), dice, tampering, traced);
    this.faults = new RegisterFaults(world);
    for (int i = 1; i <= world.setting.clients(); i++) {
      clients.add(new RegisterClient(world, "client" + i));
    }
  }

  /// What a simulation came to.
  ///
  /// @param events how many events happened
  /// @param calls how many calls the clients made
  /// @param seconds how much virtual time passed
  /// @param quorums the quorum system of this world
  public record Report(long events, long calls, double seconds, QuorumSystem quorums) {}

  /// Runs the world of a seed.
  ///
  /// @throws Violation or another error when something happened that must not
  public static Report run(long seed, RegisterTampering tampering) {
    RegisterSimulation simulation = new RegisterSimulation(seed, tampering, false);
    simulation.run();
    return simulation.report();
  }

  /// Runs the world of a seed and writes down what happens.
  ///
  /// @param lines where to
  public static Report trace(long seed, RegisterTampering tampering, List<String> lines) {
    RegisterSimulation simulation = new RegisterSimulation(seed, tampering, true);
    try {
      simulation.run();
    } finally {
      lines.addAll(simulation.world.trace.lines());
    }
    return simulation.report();
  }

  private void run() {
    world.trace.line(world.quorums.text());
    world.nodes.forEach(RegisterNode::start);
    clients.forEach(RegisterClient::start);
    faults.start();
    while (world.agenda.now() < world.setting.duration()) {
      world.agenda.advance();
    }
    clients.forEach(RegisterClient::close);
    faults.stop();
    until("every call ends", () -> clients.stream().allMatch(RegisterClient::isQuiet));
    until("all members hold the same", this::areAllEqual);
    until("every tombstone is collected", this::isNothingDeadLeft);
    readAll();
    until("every call ends", () -> clients.stream().allMatch(RegisterClient::isQuiet));
    world.histories.requireLinearizable();
  }

  private void until(String what, BooleanSupplier condition) {
    long end = world.agenda.now() + HEALING;
    while (!condition.getAsBoolean()) {
      if (world.agenda.now() > end) {
        throw new Violation("progress once all is mended", what + ": not in two minutes");
      }
      world.nodes.forEach(RegisterNode::start);
      world.agenda.advance();
    }
  }

  private boolean areAllEqual() {
    List<List<Register>> all = all();
    return all.size() == world.nodes.size() && all.stream().distinct().count() == 1;
  }

  private boolean isNothingDeadLeft() {
    List<Integer> dead = new ArrayList<>();
    world.nodes.forEach(node -> node.reach(life -> dead.add(life.member().tombstones(1).size())));
    return dead.size() == world.nodes.size() && dead.stream().allMatch(count -> count == 0);
  }

  private List<List<Register>> all() {
    List<List<Register>> all = new ArrayList<>();
    world.nodes.forEach(node -> node.reach(life -> all.add(life.member().registers(""))));
    return all;
  }

  private void readAll() {
    for (RegisterNode node : world.nodes) {
      for (int key = 0; key < world.setting.keys(); key++) {
        clients.getFirst().read("k" + key, node);
      }
    }
  }

  private Report report() {
    return new Report(
        world.agenda.happened(),
        world.histories.calls(),
        (double) world.agenda.now() / Agenda.SECOND,
        world.quorums);
  }
}
