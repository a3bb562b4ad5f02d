package io.quorate.testkit.model;

import static org.assertj.core.api.Assertions.fail;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Random scripts, each line compared in everything: outcome, revision, keys at every revision that
/// is kept, history, leases with their keys, locks with their queues.
///
/// `-Dquorate.model.seed=N` plays the script of one seed, `-Dquorate.model.seeds=N` so many.
class StoreAgainstModelTest {
  private static final int SEEDS = 4_000;
  private static final int LENGTH = 60;

  @Test
  void theRealStoreDoesWhatThePlainOneDoes() {
    boolean single = Long.getLong("quorate.model.seed") != null;
    long first = Long.getLong("quorate.model.seed", 1);
    long last = first + Long.getLong("quorate.model.seeds", single ? 1 : SEEDS) - 1;
    for (long seed = first; seed <= last; seed++) {
      check(seed);
    }
    System.out.printf("played the scripts of seeds %d to %d, %d lines each%n", first, last, LENGTH);
  }

  private static void check(long seed) {
    Script script = ScriptWriter.script(seed, LENGTH);
    if (Duel.play(script).isEmpty()) {
      return;
    }
    Script small = Shrinker.shrink(script, one -> Duel.play(one).isPresent());
    Optional<String> difference = Duel.play(small);
    fail("seed %d: %s%n%s", seed, difference.orElse("no difference"), small.text());
  }
}
