package io.quorate.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.keyspace.Change;
import io.quorate.core.keyspace.Revision;
import io.quorate.core.lease.Lease;
import io.quorate.core.store.Operation.ExpireLeases;
import io.quorate.core.store.Operation.GrantLease;
import io.quorate.core.store.Operation.Put;
import io.quorate.core.store.Operation.RenewLeases;
import io.quorate.core.store.Operation.RevokeLease;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What the log says of leases and of the keys that end with them.
class LeasesTest {
  private final Log log = new Log(Limits.defaults());
  private final Store store = log.store;
  private final List<Revision> revisions = new ArrayList<>();

  private Lease grant(long id, long ttlSeconds) {
    return ((Outcome.LeaseGranted) log.run(new GrantLease(OptionalLong.of(id), ttlSeconds)))
        .lease();
  }

  private void put(String key, long leaseId) {
    assertThat(log.run(new Put(key, new byte[0], leaseId, new Condition.None(), false)))
        .isInstanceOf(Outcome.Stored.class);
  }

  private Lease lease(long id) {
    return store.leases().find(id).orElseThrow();
  }

  @Test
  void aLeaseIsGrantedUnderTheIdThatIsWantedOrANewOne() {
    assertThat(grant(7, 10)).isEqualTo(new Lease(7, 10, 0, log.now));
    Outcome second = log.run(new GrantLease(OptionalLong.empty(), 20));
    Outcome third = log.run(new GrantLease(OptionalLong.empty(), 20));
    assertThat(((Outcome.LeaseGranted) second).lease().id()).isNotEqualTo(7);
    assertThat(third).isNotEqualTo(second);
    assertThat(store.leases().size()).isEqualTo(3);
    assertThat(store.revision()).isZero();
  }

  @Test
  void anIdThatHasNotEndedIsRefusedAndOneThatHasIsFree() {
    Lease first = grant(7, 10);

    assertThat(log.run(new GrantLease(OptionalLong.of(7), 99)))
        .isEqualTo(new Outcome.LeaseExists(first));
    log.run(new RevokeLease(7));
    assertThat(grant(7, 99).ttlSeconds()).isEqualTo(99);
  }

  @Test
  void theEndOfALeaseIsNotThatOfAnotherThatHasBegunWithItsId() {
    Lease first = grant(7, 10);
    log.run(new RevokeLease(7));
    Lease second = grant(7, 10);

    log.run(new ExpireLeases(List.of(first.term())));
    assertThat(store.leases().find(7)).contains(second);
    log.run(new ExpireLeases(List.of(second.term())));
    assertThat(store.leases().find(7)).isEmpty();
  }

  @Test
  void newIdsPassByThoseThatWereChosen() {
    grant(1, 10);
    grant(2, 10);
    assertThat(log.run(new GrantLease(OptionalLong.empty(), 10)))
        .isEqualTo(new Outcome.LeaseGranted(new Lease(3, 10, 0, log.now)));
  }

  @Test
  void aRenewalOfManyTellsThoseThatAreLeft() {
    grant(1, 10);
    grant(3, 10);
    log.now += 4_000;

    Outcome renewed = log.run(new RenewLeases(List.of(1L, 2L, 3L)));

    assertThat(renewed)
        .isEqualTo(
            new Outcome.LeasesRenewed(
                List.of(new Lease(1, 10, 1, log.now), new Lease(3, 10, 1, log.now))));
    assertThat(store.revision()).isZero();
  }

  @Test
  void allKeysOfALeaseGoInOneRevisionOnceItIsRevoked() {
    grant(1, 10);
    put("b", 1);
    put("a", 1);
    put("c", 0);
    store.onRevision(revisions::add);

    assertThat(log.run(new RevokeLease(1))).isEqualTo(new Outcome.LeasesEnded(1, 2, 4));

    assertThat(store.now().keys().size()).isEqualTo(1);
    assertThat(store.get("c")).isPresent();
    assertThat(revisions).hasSize(1);
    assertThat(revisions.getFirst().changes()).extracting(Change::key).containsExactly("a", "b");
    assertThat(log.run(new RevokeLease(1))).isEqualTo(new Outcome.NoSuchLease(1));
  }

  @Test
  void aLeaseWithoutKeysMakesNoRevisionWhenItEnds() {
    grant(1, 10);
    assertThat(log.run(new RevokeLease(1))).isEqualTo(new Outcome.LeasesEnded(1, 0, 0));
  }

  @Test
  void anExpiryEndsOnlyTheTermThatItNames() {
    Lease first = grant(1, 10);
    Lease other = grant(2, 10);
    put("one", 1);
    put("two", 2);
    log.run(new RenewLeases(List.of(1L)));

    // The leader found both too old before the renewal was chosen.
    Outcome ended = log.run(new ExpireLeases(List.of(first.term(), other.term())));

    assertThat(ended).isEqualTo(new Outcome.LeasesEnded(1, 1, 3));
    assertThat(lease(1).renewals()).isEqualTo(1);
    assertThat(store.get("one")).isPresent();
    assertThat(store.get("two")).isEmpty();
    assertThat(store.leases().find(2)).isEmpty();
  }

  @Test
  void aKeyThatIsPutAgainWithoutALeaseIsFreed() {
    grant(1, 10);
    grant(2, 10);
    put("free", 1);
    put("moved", 1);
    put("free", 0);
    put("moved", 2);
    assertThat(store.leases().keys(1)).isEmpty();
    assertThat(store.leases().keys(2)).containsExactly("moved");

    log.run(new RevokeLease(1));

    assertThat(store.get("free")).isPresent();
    assertThat(store.get("moved")).isPresent();
  }

  @Test
  void aDeletedKeyIsNoLongerTheLeases() {
    grant(1, 10);
    put("k", 1);
    log.run(new Operation.Delete("k", new Condition.None()));
    put("k", 0);

    log.run(new RevokeLease(1));

    assertThat(store.get("k")).isPresent();
  }

  @Test
  void aKeyCanNotBePutWithALeaseThatHasEnded() {
    grant(1, 10);
    log.run(new RevokeLease(1));
    assertThat(log.run(new Put("k", new byte[0], 1, new Condition.None(), false)))
        .isEqualTo(new Outcome.NoSuchLease(1));
    assertThat(store.get("k")).isEmpty();
  }

  @Test
  void eachGrantAndRenewalIsToldToWhoMeasures() {
    List<Lease> told = new ArrayList<>();
    store.leases().onRenewal(told::add);
    grant(1, 10);
    log.run(new RenewLeases(List.of(1L, 2L)));
    assertThat(told).extracting(Lease::renewals).containsExactly(0L, 1L);
  }
}
