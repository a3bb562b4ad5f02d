package io.quorate.testkit.registers;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.testkit.registers.RegisterSimulation.Report;
import io.quorate.testkit.sim.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Registers under faults, seed by seed: linearizable whatever was lost, cut short or repeated, one
/// effect for every acknowledged write, equal members and no tombstone left once all is mended.
///
/// `-Dquorate.registers.seed=N` runs the world of one seed, `-Dquorate.registers.seeds=N` so many.
class RegisterSimulationTest {
  private static final int SEEDS = 1_000;
  private static final int MUTANT_SEEDS = 300;
  private static final int TAIL = 80;

  @Test
  void registersAreAtomicInEveryWorld() {
    boolean single = Long.getLong("quorate.registers.seed") != null;
    long first = Long.getLong("quorate.registers.seed", 1);
    long last = first + Long.getLong("quorate.registers.seeds", single ? 1 : SEEDS) - 1;
    long start = System.nanoTime();
    long events = 0;
    long calls = 0;
    double seconds = 0;
    Map<String, Integer> systems = new TreeMap<>();
    for (long seed = first; seed <= last; seed++) {
      Report report = run(seed);
      events += report.events();
      calls += report.calls();
      seconds += report.seconds();
      systems.merge(report.quorums().text(), 1, Integer::sum);
    }
    System.out.printf(
        "registers, seeds %d to %d: %,d calls, %,d events in %,.0f s of virtual time, %d s of ours%n",
        first, last, calls, events, seconds, (System.nanoTime() - start) / 1_000_000_000);
    systems.forEach((system, worlds) -> System.out.printf("%5d with %s%n", worlds, system));
    assertThat(events).isPositive();
  }

  private static Report run(long seed) {
    try {
      return RegisterSimulation.run(seed, RegisterTampering.NONE);
    } catch (AssertionError | RuntimeException failure) {
      List<String> lines = traceOf(seed);
      List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL), lines.size());
      throw new AssertionError(
          "seed %d: %s%nReplay with -Dquorate.registers.seed=%d%n%s"
              .formatted(seed, failure.getMessage(), seed, String.join("\n", tail)),
          failure);
    }
  }

  private static List<String> traceOf(long seed) {
    List<String> lines = new ArrayList<>();
    try {
      RegisterSimulation.trace(seed, RegisterTampering.NONE, lines);
    } catch (AssertionError | RuntimeException again) {
      lines.add("it ends with " + again.getClass().getSimpleName());
    }
    return lines;
  }

  @Test
  void theSameSeedGivesTheSameTrace() {
    assertThat(traceOf(1)).isNotEmpty().isEqualTo(traceOf(1)).isNotEqualTo(traceOf(2));
  }

  @Test
  void readsThatDoNotWriteBackAreFound() {
    assertFound(new RegisterMutant.DoesNotWriteBack(), failure -> !(failure instanceof Violation));
  }

  @Test
  void aMemberCountedTwiceIsFound() {
    assertFound(new RegisterMutant.CountsAMemberTwice(), failure -> true);
  }

  @Test
  void answersThatLeaveBeforeTheyAreDurableAreFound() {
    assertFound(
        new RegisterMutant.AnswersBeforeDurable(),
        failure -> String.valueOf(failure.getMessage()).startsWith("I6"));
  }

  @Test
  void tagsThatAreNotUniqueAreFound() {
    Predicate<Throwable> shared =
        failure -> String.valueOf(failure.getMessage()).startsWith("a tag belongs to one write");
    assertFound(new RegisterMutant.SharesAWriter(), shared);
    assertFound(new RegisterMutant.DoesNotCountItsWrites(), shared);
  }

  @Test
  void aSecondEffectOfAnAcknowledgedWriteIsFound() {
    assertFound(
        new RegisterMutant.ForgetsMarks(),
        failure -> String.valueOf(failure.getMessage()).startsWith("what was acknowledged"));
  }

  @Test
  void aValueThatComesBackFromTheDeadIsFound() {
    assertFound(new RegisterMutant.BringsBackTheDead(), failure -> !(failure instanceof Violation));
  }

  private static void assertFound(RegisterTampering mutant, Predicate<Throwable> as) {
    for (long seed = 1; seed <= MUTANT_SEEDS; seed++) {
      try {
        RegisterSimulation.run(seed, mutant);
      } catch (AssertionError | RuntimeException failure) {
        if (as.test(failure)) {
          System.out.printf("%s, seed %d: %.120s%n", mutant, seed, failure.getMessage());
          return;
        }
      }
    }
    throw new AssertionError(mutant + " is not found in " + MUTANT_SEEDS + " worlds");
  }
}
