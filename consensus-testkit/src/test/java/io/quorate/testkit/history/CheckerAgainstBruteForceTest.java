package io.quorate.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The checker and the definition agree on thousands of small histories, good and spoilt, and on
/// the completion that spoils them.
///
/// Replay one seed with `-Dquorate.seed=<seed>`.
class CheckerAgainstBruteForceTest {

  private static final long FIRST_SEED = Long.getLong("quorate.seed", 20_261_123L);
  private static final int SEEDS = Long.getLong("quorate.seed") == null ? 4_000 : 1;

  @Test
  void register() {
    compare(
        new RegisterModel<>(),
        random ->
            new RandomHistory<>(random, Stores.registerCalls(random, 3), Stores.register(), 0.1)
                .run(3, 8));
  }

  @Test
  void keyValue() {
    compare(
        new KvModel(),
        random ->
            new RandomHistory<>(
                    random,
                    Stores.kvCalls(random, 1, 5, random.nextBoolean()),
                    Stores.keyValues(),
                    0.1)
                .run(3, 8));
  }

  private interface Source<I, O> {
    History<I, O> next(Random random);
  }

  private static <S, I, O> void compare(Model<S, I, O> model, Source<I, O> source) {
    BruteForce<S, I, O> bruteForce = new BruteForce<>(model);
    LinearizabilityChecker<S, I, O> checker = new LinearizabilityChecker<>(model);
    int violations = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      Random random = new Random(seed);
      History<I, O> good = source.next(random);
      assertThat(checker.check(good))
          .as("seed %d%n%s", seed, good)
          .isInstanceOf(Verdict.Linearizable.class);
      History<I, O> spoilt = spoil(random, good);
      boolean expected = bruteForce.isLinearizable(spoilt);
      violations += expected ? 0 : 1;
      Verdict<I, O> verdict = checker.check(spoilt);
      assertThat(verdict)
          .as("seed %d, linearizable by definition: %s%n%s", seed, expected, spoilt)
          .isInstanceOf(expected ? Verdict.Linearizable.class : Verdict.NotLinearizable.class);
      if (verdict instanceof Verdict.NotLinearizable<I, O> violation) {
        long spoiltAt = violation.blocked().completed();
        assertThat(List.of(spoiltAt - 1, spoiltAt))
            .as("seed %d%n%s", seed, violation.message())
            .extracting(moment -> bruteForce.isLinearizable(spoilt.until(moment)))
            .containsExactly(true, false);
      }
    }
    System.out.printf(
        "%s: seeds %d to %d, %d violations among as many spoilt histories%n",
        model.getClass().getSimpleName(), FIRST_SEED, FIRST_SEED + SEEDS - 1, violations);
    assertThat(SEEDS == 1 || (violations > SEEDS / 10 && violations < SEEDS)).isTrue();
  }

  /// Gives an answer, or two, to another operation of the same kind that was answered otherwise.
  private static <I, O> History<I, O> spoil(Random random, History<I, O> good) {
    List<Operation<I, O>> operations = new ArrayList<>(good.operations());
    int wanted = 1 + random.nextInt(2);
    for (int tries = 0; tries < 50 && wanted > 0; tries++) {
      int at = random.nextInt(operations.size());
      Operation<I, O> victim = operations.get(at);
      Operation<I, O> donor = operations.get(random.nextInt(operations.size()));
      if (donor.completion() instanceof Completion.Ok
          && victim.completion() instanceof Completion.Ok
          && !donor.completion().equals(victim.completion())
          && donor.input().getClass() == victim.input().getClass()) {
        operations.set(at, answered(victim, donor.completion()));
        wanted--;
      }
    }
    return new History<>(operations);
  }

  private static <I, O> Operation<I, O> answered(Operation<I, O> of, Completion<O> otherwise) {
    return new Operation<>(
        of.id(), of.process(), of.invoked(), of.input(), of.completed(), otherwise);
  }
}
