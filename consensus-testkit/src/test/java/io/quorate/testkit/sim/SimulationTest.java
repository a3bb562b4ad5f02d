package io.quorate.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whole replicas under faults, seed by seed: I1 to I8 after every event, a linearizable history,
/// and progress once all is mended.
///
/// `-Dquorate.sim.seed=N` runs the world of one seed, `-Dquorate.sim.seeds=N` runs so many.
class SimulationTest {
  private static final int SEEDS = 1_000;

  @Test
  void invariantsHoldAndProgressIsMadeInEveryWorld() {
    boolean single = Long.getLong("quorate.sim.seed") != null;
    long first = Long.getLong("quorate.sim.seed", 1);
    long last = first + Long.getLong("quorate.sim.seeds", single ? 1 : SEEDS) - 1;
    long events = 0;
    double seconds = 0;
    for (long seed = first; seed <= last; seed++) {
      Simulation.Report report = Replay.run(seed);
      events += report.events();
      seconds += report.seconds();
    }
    System.out.printf(
        "simulated seeds %d to %d: %,d events in %,.0f s of virtual time%n",
        first, last, events, seconds);
    assertThat(events).isPositive();
  }

  @Test
  void theSameSeedGivesTheSameTrace() {
    for (long seed = 1; seed <= 3; seed++) {
      assertThat(traceOf(seed)).as("seed %d", seed).isNotEmpty().isEqualTo(traceOf(seed));
    }
    assertThat(traceOf(1)).isNotEqualTo(traceOf(2));
  }

  @Test
  void watchingChangesNothing() {
    Simulation.Report traced = Simulation.trace(4, Tampering.NONE, new ArrayList<>());
    assertThat(Simulation.run(4, Tampering.NONE).events()).isEqualTo(traced.events());
  }

  @Test
  void aFailurePrintsTheCommandThatReplaysIt() {
    assertThatThrownBy(() -> Replay.run(7, new Mutant.SendsBeforeDurable()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("I6")
        .hasMessageContaining("-Dquorate.sim.seed=7")
        .hasMessageContaining(" starts");
  }

  private static List<String> traceOf(long seed) {
    List<String> lines = new ArrayList<>();
    Simulation.trace(seed, Tampering.NONE, lines);
    return lines;
  }
}
