package io.quorate.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.QuorumText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    long changes = 0;
    long ended = 0;
    long passed = 0;
    double seconds = 0;
    for (long seed = first; seed <= last; seed++) {
      Simulation.Report report = Replay.run(seed);
      events += report.events();
      changes += report.changes();
      ended += report.leasesEnded();
      passed += report.fencesPassed();
      seconds += report.seconds();
    }
    System.out.printf(
        "simulated seeds %d to %d: %,d events and %,d changes of the quorum system in %,.0f s of virtual time%n",
        first, last, events, changes, seconds);
    System.out.printf("%,d leases were over, %,d writes passed a fence%n", ended, passed);
    assertThat(events).isPositive();
    assertThat(first > 1 || single || (ended > 0 && passed > 0)).isTrue();
  }

  /// Between systems whose phase-2 quorums need not meet, as often as can be.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "majority(a b c) | flexible(3, 1; a b c)",
        "flexible(3, 1; a b c) | flexible(1, 3; a b c)",
        "majority(a b c d e) | flexible(4, 2; a b c d e) | flexible(5, 1; a b c d e)",
        "majority(a b c) | expression(read = a*b*c) | weighted(a=3, b=1, c=1; read=3, write=3)",
        "grid(a b; c d) | groups(east: a c; west: b d; read=one, write=all) | majority(a b c d)",
      })
  void invariantsHoldWhereTheQuorumSystemChangesAllTheTime(String texts) {
    List<QuorumSystem> systems =
        Arrays.stream(texts.split(" \\| ")).map(QuorumText::parse).toList();
    long changes = 0;
    for (long seed = 1; seed <= 100; seed++) {
      try {
        changes +=
            Simulation.run(seed, Tampering.NONE, drawn -> drawn.with(systems, 1_500 * Agenda.MILLI))
                .changes();
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
      }
    }
    System.out.printf("%s: %,d changes%n", texts, changes);
    assertThat(changes).isPositive();
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
