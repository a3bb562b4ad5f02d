package io.quorate.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.keyspace.Change;
import io.quorate.core.keyspace.Entry;
import io.quorate.core.lease.Lease;
import io.quorate.core.lock.Claim;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import io.quorate.core.store.Request;
import io.quorate.core.store.Result;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The duel finds faults. They are put into the plain store, because a difference is one whichever
/// of the two is wrong: each is found soon, and shrunk to a script that a person can read.
class ModelMutantsTest {
  private static final int SEEDS = 300;
  private static final int LENGTH = 60;

  @Test
  void aRevisionCountedTwiceInANestedTransactionIsFound() {
    assertThat(
            shortest(script ->
                new PlainStore(script) {
                  @Override
                  void nested(PlainKeys.Work work) {
                    work.revision++;
                  }
                }))
        .isLessThanOrEqualTo(1);
  }

  @Test
  void aFenceThatATransactionDoesNotCheckIsFound() {
    assertThat(
            shortest(script ->
                new PlainStore(script) {
                  @Override
                  Optional<Outcome> staleFence(Request request) {
                    return request.operation() instanceof Operation.Transact
                        ? Optional.empty()
                        : super.staleFence(request);
                  }
                }))
        .isLessThanOrEqualTo(1);
  }

  @Test
  void aTermThatEndsALeaseThoughItWasRenewedIsFound() {
    assertThat(
            shortest(script ->
                new PlainStore(script) {
                  @Override
                  boolean isOver(Lease.Term term) {
                    return claims.find(term.id()).isPresent();
                  }
                }))
        .isLessThanOrEqualTo(3);
  }

  @Test
  void aWaiterThatOvertakesAnotherIsFound() {
    assertThat(
            shortest(script ->
                new PlainStore(script) {
                  @Override
                  int next(List<Claim> waiting) {
                    return waiting.size() - 1;
                  }
                }))
        .isLessThanOrEqualTo(4);
  }

  @Test
  void aTokenThatDoesNotGrowIsFound() {
    assertThat(
            shortest(script ->
                new PlainStore(script) {
                  @Override
                  long tokenAfter(long last) {
                    return 1;
                  }
                }))
        .isLessThanOrEqualTo(2);
  }

  @Test
  void aWaiterWhoseLeaseIsNotRenewedAsItGetsTheLockIsFound() {
    assertThat(
            shortest(script ->
                new PlainStore(script) {
                  @Override
                  boolean startsAnew() {
                    return false;
                  }
                }))
        .isLessThanOrEqualTo(3);
  }

  @Test
  void aPreviousOfTheSameRevisionIsFound() {
    assertThat(
            shortest(script ->
                new PlainStore(
                    script,
                    new PlainKeys() {
                      private final Map<String, Optional<Entry>> replaced = new HashMap<>();

                      @Override
                      Work begin() {
                        replaced.clear();
                        return super.begin();
                      }

                      @Override
                      Entry put(Work work, String key, byte[] value, long leaseId) {
                        replaced.put(key, work.get(key));
                        return super.put(work, key, value, leaseId);
                      }

                      @Override
                      Optional<Entry> previous(Work work, String key) {
                        return replaced.getOrDefault(key, super.previous(work, key));
                      }
                    })))
        .isLessThanOrEqualTo(2);
  }

  @Test
  void aCompactionThatForgetsTheLatestIsFound() {
    assertThat(
            shortest(script ->
                new PlainStore(
                    script,
                    new PlainKeys() {
                      @Override
                      void compact(long revision) {
                        super.compact(revision == revision() ? revision + 1 : revision);
                      }
                    })))
        .isLessThanOrEqualTo(1);
  }

  @Test
  void aKeyThatStaysBoundToALeaseItHasLeftIsFound() {
    assertThat(
            shortest(script ->
                new PlainStore(script) {
                  @Override
                  List<String> keysOf(long lease) {
                    return keys.past.stream()
                        .flatMap(past -> past.changes().stream())
                        .filter(change ->
                            change.now().filter(now -> now.leaseId() == lease).isPresent())
                        .map(Change::key)
                        .filter(keys.now()::containsKey)
                        .distinct()
                        .sorted(PlainKeys.BYTEWISE)
                        .toList();
                  }
                }))
        .isLessThanOrEqualTo(3);
  }

  @Test
  void aCommandThatIsAppliedTwiceIsFound() {
    assertThat(
            shortest(script ->
                new PlainStore(script) {
                  @Override
                  @Nullable Result earlier(CommandId id) {
                    return null;
                  }
                }))
        .isLessThanOrEqualTo(2);
  }

  @Test
  void anIdempotencyKeyThatIsAnyonesIsFound() {
    assertThat(
            shortest(script ->
                new PlainStore(script) {
                  @Override
                  boolean isSame(byte[] body, byte[] before) {
                    return true;
                  }
                }))
        .isLessThanOrEqualTo(2);
  }

  /// How many lines the script has that shows the mutant, when nothing more can be left out.
  private static int shortest(Function<Script, PlainStore> mutant) {
    Predicate<Script> fails = script -> Duel.play(script, mutant).isPresent();
    int shortest = Integer.MAX_VALUE;
    int found = 0;
    for (long seed = 1; seed <= SEEDS && found < 10; seed++) {
      Script script = ScriptWriter.script(seed, LENGTH);
      if (fails.test(script)) {
        found++;
        shortest = Math.min(shortest, Shrinker.shrink(script, fails).lines().size());
      }
    }
    assertThat(found).as("it is found").isPositive();
    return shortest;
  }
}
