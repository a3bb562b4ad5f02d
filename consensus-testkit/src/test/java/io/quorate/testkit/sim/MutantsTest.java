package io.quorate.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.InvariantViolation;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// The simulator finds faults: each of these is in the world on purpose, and some seed of the first
/// hundred shows it.
class MutantsTest {
  private static final int SEEDS = 100;

  @Test
  void sendBeforeDurableIsFound() {
    assertThat(isFoundAs("I6", Mutant.SendsBeforeDurable::new)).isTrue();
  }

  @Test
  void forgetThePromiseOnRestartIsFound() {
    assertThat(isFoundAs("I1", Mutant.ForgetsThePromise::new)).isTrue();
  }

  @Test
  void countAVoteTwiceIsFound() {
    assertThat(isFoundAs("I4", Mutant.CountsAVoteTwice::new)).isTrue();
  }

  @Test
  void countAChangeByTheNewSystemAloneIsFound() {
    assertThat(isFoundAs("I4", ChangeMutant.CountsByTheNewSystem::new)).isTrue();
  }

  @Test
  void countAChangeByTheOldSystemAloneIsFound() {
    assertThat(isFoundAs("I4", ChangeMutant.CountsByTheOldSystem::new)).isTrue();
  }

  @Test
  void ignoreWhatSystemIsInForceIsFound() {
    assertThat(isFoundAs("I5", ChangeMutant.IgnoresWhatSystemIsInForce::new)).isTrue();
  }

  @Test
  void overlookAVoteForAChangeIsFound() {
    assertThat(isFoundAs("I4", ChangeMutant.OverlooksAVoteForAChange::new)).isTrue();
  }

  @Test
  void endALeaseThoughItWasRenewedIsFound() {
    assertThat(isFoundAs("no lease ends early", ClaimMutant.EndsWithoutTerm::new)).isTrue();
  }

  @Test
  void checkAFenceTooSoonIsFound() {
    assertThat(
            isFoundAs("a fence lets its holder pass alone", ClaimMutant.ChecksTheFenceTooSoon::new))
        .isTrue();
  }

  /// Whether some seed shows the mutant by this invariant; others may show it by another.
  private static boolean isFoundAs(String invariant, Supplier<? extends Tampering> mutant) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      try {
        Simulation.run(seed, mutant.get());
      } catch (Violation | InvariantViolation found) {
        System.out.println("seed " + seed + ": " + found.getMessage());
        if (String.valueOf(found.getMessage()).startsWith(invariant + " ")) {
          return true;
        }
      }
    }
    return false;
  }
}
