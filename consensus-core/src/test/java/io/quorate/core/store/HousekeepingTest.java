package io.quorate.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.keyspace.Retention;
import io.quorate.core.lease.Lease;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What a leader asks for by itself. Clock and date are apart on purpose: they are different.
class HousekeepingTest {
  private static final long DAY = 86_400_000;

  private final Log log = new Log(Limits.defaults());
  private final Housekeeping housekeeping =
      new Housekeeping(log.store, new Retention(10, DAY, 1_000));

  @Test
  void aLeaseEndsWhenItsTimeIsOverAndNotBefore() {
    housekeeping.begin();
    grant(1, 10);
    assertThat(due(100_000)).isEmpty();
    assertThat(due(109_999)).isEmpty();
    assertThat(due(110_000)).containsExactly(end(1, 0));
    assertThat(due(200_000)).as("it is told once").isEmpty();
  }

  @Test
  void aLeaseThatIsRenewedHasItsWholeTimeAgain() {
    housekeeping.begin();
    grant(1, 10);
    due(0);
    log.run(new Operation.RenewLeases(List.of(1L)));
    assertThat(due(9_000)).isEmpty();
    assertThat(due(18_999)).isEmpty();
    assertThat(due(19_000)).containsExactly(end(1, 1));
  }

  @Test
  void aNewLeaderGivesEveryLeaseItsWholeTime() {
    grant(1, 10);
    assertThat(due(500_000)).as("it does not lead").isEmpty();
    housekeeping.begin();
    assertThat(due(600_000)).isEmpty();
    assertThat(due(609_999)).isEmpty();
    housekeeping.end();
    assertThat(due(700_000)).as("it leads no more").isEmpty();
    housekeeping.begin();
    assertThat(due(800_000)).isEmpty();
    assertThat(due(810_000)).containsExactly(end(1, 0));
  }

  @Test
  void theTermThatTheLeaderFoundTooOldIsNotTheOneThatWasRenewedMeanwhile() {
    housekeeping.begin();
    grant(1, 10);
    due(0);
    List<Operation> late = due(10_000);
    log.run(new Operation.RenewLeases(List.of(1L)));
    late.forEach(log::run);
    assertThat(log.store.leases().find(1)).isPresent();
    due(10_001);
    due(20_001).forEach(log::run);
    assertThat(log.store.leases().find(1)).isEmpty();
  }

  @Test
  void settingTheDateEndsNoLease() {
    housekeeping.begin();
    grant(1, 10);
    assertThat(housekeeping.due(0, log.now + 30 * DAY)).isEmpty();
    assertThat(housekeeping.due(9_999, log.now + 300 * DAY)).isEmpty();
  }

  @Test
  void historyIsCompactedByCountOnceThatIsWorthIt() {
    housekeeping.begin();
    for (int i = 0; i < 12; i++) {
      assertThat(due(0)).isEmpty();
      put(1);
    }
    put(1);
    assertThat(due(0)).containsExactly(new Operation.Compact(3));
    assertThat(due(0)).as("it is asked for once").isEmpty();
    log.run(new Operation.Compact(3));
    assertThat(log.store.keyspace().at(2)).isEmpty();
    assertThat(log.store.keyspace().at(3)).isPresent();
    assertThat(due(0)).isEmpty();
  }

  @Test
  void historyIsCompactedByAge() {
    housekeeping.begin();
    put(1);
    log.now += DAY;
    put(1);
    assertThat(housekeeping.due(0, log.now + DAY / 5)).containsExactly(new Operation.Compact(2));
    housekeeping.begin();
    assertThat(housekeeping.due(0, log.now + 10 * DAY))
        .as("the latest is always kept")
        .containsExactly(new Operation.Compact(2));
  }

  @Test
  void historyIsCompactedByItsValues() {
    housekeeping.begin();
    put(400);
    put(400);
    assertThat(due(0)).containsExactly(new Operation.Compact(2));
  }

  private List<Operation> due(long now) {
    return housekeeping.due(now, log.now);
  }

  private void grant(long id, long ttlSeconds) {
    log.run(new Operation.GrantLease(OptionalLong.of(id), ttlSeconds));
  }

  private void put(int bytes) {
    log.run(new Operation.Put("k", new byte[bytes], new Condition.None(), false));
  }

  private static Operation end(long id, long renewals) {
    return new Operation.ExpireLeases(List.of(new Lease.Term(id, renewals)));
  }
}
