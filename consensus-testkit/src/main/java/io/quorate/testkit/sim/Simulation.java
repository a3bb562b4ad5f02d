package io.quorate.testkit.sim;

import io.quorate.testkit.history.HistoryRecorder;
import io.quorate.testkit.history.KvAnswer;
import io.quorate.testkit.history.KvCall;
import io.quorate.testkit.history.KvModel;
import io.quorate.testkit.history.KvState;
import io.quorate.testkit.history.LinearizabilityChecker;
import java.util.List;
import java.util.function.UnaryOperator;

/// One simulated world from its beginning to its end: clients and faults for a while, then all is
/// mended, and the replicas have to make progress and agree.
public final class Simulation {
  private static final LinearizabilityChecker<KvState, KvCall, KvAnswer> CHECKER =
      new LinearizabilityChecker<>(new KvModel());

  private static final long CLAIMED_SEEDS = 100;

  private final World world;
  private final HistoryRecorder<KvCall, KvAnswer> history;
  private final Workload workload;
  private final Faults faults;
  private final Administrator administrator;
  private final List<Claimant> claimants;

  private Simulation(
      long seed,
      Tampering tampering,
      boolean traced,
      boolean claimed,
      UnaryOperator<Setting> directed) {
    Dice dice = new Dice(seed);
    this.world = new World(directed.apply(Setting.drawn(dice)), dice, tampering, traced);
    this.history = new HistoryRecorder<>();
    this.workload = new Workload(world, history);
    this.faults = new Faults(world);
    this.administrator = new Administrator(world);
    this.claimants = claimed ? claimants(new Dice(~seed)) : List.of();
  }

  private List<Claimant> claimants(Dice dice) {
    return List.of(new Claimant(world, dice, "x"), new Claimant(world, dice, "y"));
  }

  /// What a simulation came to.
  ///
  /// @param events how many events happened
  /// @param calls how many calls the clients made
  /// @param changes how often the quorum system was changed
  /// @param leasesEnded how many leases ended because their time was over
  /// @param fencesPassed how many writes passed a fence
  /// @param seconds how much virtual time passed
  /// @param trace what happened; empty when it was not traced
  public record Report(
      long events,
      long calls,
      long changes,
      long leasesEnded,
      long fencesPassed,
      double seconds,
      List<String> trace) {}

  /// Whether there are locks and leases in the world of a seed; they take their time.
  private static boolean isClaimed(long seed) {
    return seed <= CLAIMED_SEEDS;
  }

  /// Runs the world of a seed.
  ///
  /// @throws Violation or another error when something happened that must not
  public static Report run(long seed, Tampering tampering) {
    Simulation simulation =
        new Simulation(seed, tampering, false, isClaimed(seed), UnaryOperator.identity());
    simulation.run();
    return simulation.report();
  }

  /// Runs the world of a seed, directed to what a test is after.
  ///
  /// @throws Violation or another error when something happened that must not
  static Report run(long seed, Tampering tampering, UnaryOperator<Setting> directed) {
    Simulation simulation = new Simulation(seed, tampering, false, false, directed);
    simulation.run();
    return simulation.report();
  }

  /// Runs the world of a seed and writes down what happens.
  ///
  /// @param lines where to
  public static Report trace(long seed, Tampering tampering, List<String> lines) {
    Simulation simulation =
        new Simulation(seed, tampering, true, isClaimed(seed), UnaryOperator.identity());
    try {
      simulation.run();
    } finally {
      lines.addAll(simulation.world.trace.lines());
    }
    return simulation.report();
  }

  private void run() {
    world.nodes.forEach(
        node -> world.agenda.after(world.dice.delay(0, Agenda.SECOND), node::start));
    workload.start();
    administrator.start();
    claimants.forEach(Claimant::start);
    faults.start();
    while (world.agenda.now() < world.setting.duration()) {
      world.agenda.advance();
    }
    workload.close();
    administrator.stop();
    claimants.forEach(Claimant::close);
    faults.stop();
    new Healing(world, history, workload).run();
    CHECKER.check(history.history()).requireLinearizable();
  }

  private Report report() {
    return new Report(
        world.agenda.happened(),
        history.history().operations().size(),
        world.referee.changes(),
        world.claims.ended(),
        world.claims.passed(),
        (double) world.agenda.now() / Agenda.SECOND,
        world.trace.lines());
  }
}
