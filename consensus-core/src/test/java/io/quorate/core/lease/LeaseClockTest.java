package io.quorate.core.lease;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.lease.Lease.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A leader's measure of leases: late, but never early.
class LeaseClockTest {
  private static final long SEED = Long.getLong("quorate.seed", 20_261_124L);

  private final LeaseClock clock = new LeaseClock();

  private static Lease lease(long id, long ttlSeconds, long renewals) {
    return new Lease(id, ttlSeconds, renewals, 0);
  }

  @Test
  void aLeaseIsOverOneTtlAfterTheClockFirstSawIt() {
    clock.begin(List.of());
    clock.renewed(lease(1, 10, 0));

    assertThat(clock.due(5_000)).isEmpty();
    assertThat(clock.due(14_999)).isEmpty();
    assertThat(clock.due(15_000)).containsExactly(new Term(1, 0));
  }

  @Test
  void eachTermIsToldOnce() {
    clock.begin(List.of(lease(1, 1, 0)));
    clock.due(0);

    assertThat(clock.due(1_000)).hasSize(1);
    assertThat(clock.due(9_000)).isEmpty();
  }

  @Test
  void aRenewalBeginsAnewWhateverWasLeft() {
    clock.begin(List.of(lease(1, 10, 0)));
    clock.due(0);
    clock.renewed(lease(1, 10, 1));
    clock.due(9_999);

    assertThat(clock.due(10_000)).isEmpty();
    assertThat(clock.due(19_998)).isEmpty();
    assertThat(clock.due(19_999)).containsExactly(new Term(1, 1));
  }

  @Test
  void aNewLeaderGivesEachLeaseItsWholeTime() {
    clock.begin(List.of(lease(1, 10, 0)));
    clock.due(0);
    clock.end();
    assertThat(clock.due(60_000)).isEmpty();
    clock.begin(List.of(lease(1, 10, 4)));

    assertThat(clock.due(100_000)).isEmpty();
    assertThat(clock.due(109_999)).isEmpty();
    assertThat(clock.due(110_000)).containsExactly(new Term(1, 4));
  }

  @Test
  void whoDoesNotLeadMeasuresNothing() {
    clock.renewed(lease(1, 1, 0));

    assertThat(clock.leads()).isFalse();
    assertThat(clock.due(0)).isEmpty();
    assertThat(clock.due(9_000)).isEmpty();
  }

  @Test
  void thoseThatEndAtOneMomentAreAllTold() {
    clock.begin(List.of(lease(1, 1, 0), lease(2, 1, 0), lease(3, 2, 0)));
    clock.due(0);

    assertThat(clock.due(1_000)).containsExactly(new Term(1, 0), new Term(2, 0));
    assertThat(clock.due(2_000)).containsExactly(new Term(3, 0));
  }

  /// Whatever happens in whatever order: a term is told only once its whole time has gone by since
  /// it began.
  @Test
  void noTermIsEverToldEarly() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    Map<Term, Long> began = new HashMap<>();
    Map<Long, Lease> newest = new HashMap<>();
    long now = 0;
    clock.begin(List.of());
    for (int step = 0; step < 50_000; step++) {
      switch (random.nextInt(20)) {
        case 0 -> {
          clock.end();
          long then = now;
          clock.begin(List.copyOf(newest.values()));
          newest.values().forEach(one -> began.put(one.term(), then));
        }
        case 1, 2, 3, 4 -> {
          long id = 1L + random.nextInt(50);
          Lease lease = newest.getOrDefault(id, lease(id, 1 + random.nextInt(9), 0)).renewed(0);
          newest.put(id, lease);
          began.put(lease.term(), now);
          clock.renewed(lease);
        }
        default -> {
          now += random.nextInt(400);
          for (Term term : clock.due(now)) {
            long ttl = requireNonNull(newest.get(term.id())).ttlSeconds() * 1000;
            assertThat(now - requireNonNull(began.get(term)))
                .as("%s at step %d", term, step)
                .isGreaterThanOrEqualTo(ttl);
          }
        }
      }
    }
  }
}
