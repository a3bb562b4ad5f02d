package io.quorate.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.lease.Lease;
import io.quorate.core.lock.Claim;
import io.quorate.core.lock.Holder;
import io.quorate.core.lock.Lock;
import io.quorate.core.lock.LockName;
import io.quorate.core.lock.LockName.Kind;
import io.quorate.core.store.Operation.Acquire;
import io.quorate.core.store.Operation.ExpireLeases;
import io.quorate.core.store.Operation.GrantLease;
import io.quorate.core.store.Operation.Leave;
import io.quorate.core.store.Operation.Put;
import io.quorate.core.store.Operation.Release;
import io.quorate.core.store.Operation.RevokeLease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Who has a lock, who is next, and what a token is worth.
class LocksTest {
  private static final LockName LOCK = new LockName(Kind.LOCK, "l");
  private static final LockName ELECTION = new LockName(Kind.ELECTION, "l");

  private final Log log = new Log(Limits.defaults());
  private final Store store = log.store;

  private Outcome acquire(LockName name, String owner, OptionalLong lease, boolean waits) {
    return log.run(new Acquire(name, owner, Optional.empty(), lease, 10, waits));
  }

  private Holder acquire(LockName name, String owner) {
    return ((Outcome.Acquired) acquire(name, owner, OptionalLong.empty(), false)).holder();
  }

  private long queue(LockName name, String owner) {
    return ((Outcome.Queued) acquire(name, owner, OptionalLong.empty(), true)).ticket();
  }

  private Holder holder(LockName name) {
    return lock(name).holder();
  }

  private Lock lock(LockName name) {
    return store.locks().find(name).orElseThrow();
  }

  private void release(Holder holder) {
    assertThat(log.run(new Release(LOCK, holder.token())))
        .isEqualTo(new Outcome.Released(holder.token()));
  }

  private void put(String key, long leaseId) {
    log.run(new Put(key, new byte[0], leaseId, new Condition.None(), false));
  }

  private void grant(long id) {
    log.run(new GrantLease(OptionalLong.of(id), 10));
  }

  private Lease leaseOf(Claim claim) {
    return store.leases().find(claim.leaseId()).orElseThrow();
  }

  @Test
  void aFreeLockIsTheFirstClaimants() {
    put("k", 0);
    Holder holder = acquire(LOCK, "a");
    assertThat(holder.claim().owner()).isEqualTo("a");
    assertThat(holder.acquiredRevision()).isEqualTo(1);
    assertThat(leaseOf(holder.claim()).ttlSeconds()).isEqualTo(10);
    assertThat(store.revision()).isEqualTo(1);
  }

  @Test
  void whoDoesNotWaitIsToldWhoHoldsIt() {
    Holder holder = acquire(LOCK, "a");
    assertThat(acquire(LOCK, "b", OptionalLong.empty(), false))
        .isEqualTo(new Outcome.LockHeld(LOCK, holder));
    assertThat(store.leases().size()).as("no lease is left of a claim refused").isEqualTo(1);
  }

  @Test
  void claimsAreServedInTheOrderOfTheLog() {
    acquire(LOCK, "0");
    for (int i = 1; i <= 5; i++) {
      queue(LOCK, Integer.toString(i));
    }
    for (int i = 1; i <= 5; i++) {
      release(holder(LOCK));
      assertThat(holder(LOCK).claim().owner()).isEqualTo(Integer.toString(i));
    }
    release(holder(LOCK));
    assertThat(store.locks().find(LOCK)).isEmpty();
    assertThat(store.leases().size()).isZero();
  }

  @Test
  void tokensGrowAcrossLocksAndElections() {
    List<Long> tokens = new ArrayList<>();
    tokens.add(acquire(LOCK, "a").token());
    tokens.add(acquire(ELECTION, "a").token());
    tokens.add(acquire(new LockName(Kind.LOCK, "other"), "a").token());
    queue(LOCK, "b");
    release(holder(LOCK));
    tokens.add(holder(LOCK).token());
    release(holder(LOCK));
    tokens.add(acquire(LOCK, "a").token());
    assertThat(tokens).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aTokenIsWorthNothingOnceTheLockHasMovedOn() {
    Holder first = acquire(LOCK, "a");
    queue(LOCK, "b");
    release(first);

    assertThat(log.run(new Release(LOCK, first.token())))
        .isEqualTo(new Outcome.StaleFence("l", first.token()));
    assertThat(holder(LOCK).claim().owner()).isEqualTo("b");
  }

  @Test
  void aLeaseOfItsOwnEndsWithTheClaim() {
    Holder holder = acquire(LOCK, "a");
    put("session", holder.claim().leaseId());
    long waiting = queue(LOCK, "b");
    assertThat(store.leases().size()).isEqualTo(2);

    assertThat(log.run(new Leave(LOCK, waiting))).isEqualTo(new Outcome.Left(Optional.of(holder)));
    assertThat(store.leases().size()).isEqualTo(1);
    release(holder);
    assertThat(store.leases().size()).isZero();
    assertThat(store.get("session")).isEmpty();
  }

  @Test
  void aLeaseThatWasBroughtStaysWhenTheLockIsReleased() {
    grant(7);
    Outcome got = acquire(LOCK, "a", OptionalLong.of(7), false);
    release(((Outcome.Acquired) got).holder());
    assertThat(store.leases().find(7)).isPresent();
  }

  @Test
  void whoComesWithTheHoldersLeaseHoldsItAlready() {
    grant(7);
    Outcome first = acquire(LOCK, "a", OptionalLong.of(7), false);
    assertThat(acquire(LOCK, "a", OptionalLong.of(7), true)).isEqualTo(first);
    assertThat(acquire(LOCK, "a", OptionalLong.of(8), true)).isEqualTo(new Outcome.NoSuchLease(8));
  }

  @Test
  void theEndOfTheHoldersLeaseGivesTheLockToTheNext() {
    Holder first = acquire(LOCK, "a");
    queue(LOCK, "b");
    Lease lease = leaseOf(first.claim());

    log.run(new ExpireLeases(List.of(lease.term())));

    assertThat(holder(LOCK).claim().owner()).isEqualTo("b");
    assertThat(holder(LOCK).token()).isGreaterThan(first.token());
  }

  @Test
  void theNextHolderHasItsWholeTimeBeforeIt() {
    Holder first = acquire(LOCK, "a");
    queue(LOCK, "b");
    Lease waited = leaseOf(lock(LOCK).queue().getFirst());
    log.now += 9_000;
    release(first);

    assertThat(leaseOf(holder(LOCK).claim()))
        .isEqualTo(new Lease(waited.id(), 10, waited.renewals() + 1, log.now));
    // The leader found it too old while it still waited.
    log.run(new ExpireLeases(List.of(waited.term())));
    assertThat(holder(LOCK).claim().owner()).isEqualTo("b");
  }

  @Test
  void aWaiterWhoseLeaseEndsLeavesTheQueue() {
    acquire(LOCK, "a");
    queue(LOCK, "b");
    queue(LOCK, "c");
    Lease ofB = leaseOf(lock(LOCK).queue().getFirst());

    log.run(new ExpireLeases(List.of(ofB.term())));

    assertThat(lock(LOCK).queue()).extracting(Claim::owner).containsExactly("c");
    assertThat(store.locks().waiting()).isEqualTo(1);
    release(holder(LOCK));
    assertThat(holder(LOCK).claim().owner()).isEqualTo("c");
  }

  @Test
  void oneLeaseMayHoldAndWaitForMany() {
    grant(7);
    acquire(LOCK, "a", OptionalLong.of(7), true);
    acquire(ELECTION, "b");
    acquire(ELECTION, "a", OptionalLong.of(7), true);
    queue(LOCK, "c");

    log.run(new RevokeLease(7));

    assertThat(holder(LOCK).claim().owner()).isEqualTo("c");
    assertThat(lock(ELECTION).queue()).isEmpty();
    assertThat(store.locks().ofLease(7)).isEmpty();
    assertThat(store.locks().waiting()).isZero();
  }

  @Test
  void leavingTooLateFindsThatTheLockWasGot() {
    acquire(LOCK, "a");
    long ticket = queue(LOCK, "b");
    release(holder(LOCK));

    assertThat(log.run(new Leave(LOCK, ticket))).isEqualTo(new Outcome.Acquired(holder(LOCK)));
    assertThat(holder(LOCK).claim().owner()).isEqualTo("b");
    release(holder(LOCK));
    assertThat(log.run(new Leave(LOCK, ticket))).isEqualTo(new Outcome.Left(Optional.empty()));
  }

  @Test
  void locksAndElectionsOfOneNameAreDifferent() {
    acquire(LOCK, "a");
    assertThat(acquire(ELECTION, "b", OptionalLong.empty(), false))
        .isInstanceOf(Outcome.Acquired.class);
    assertThat(store.locks().held(Kind.LOCK)).isEqualTo(1);
    assertThat(store.locks().held(Kind.ELECTION)).isEqualTo(1);
    assertThat(store.locks().from(new LockName(Kind.LOCK, ""), 9)).hasSize(1);
  }

  @Test
  void eachChangeOfAHolderOrAQueueIsTold() {
    List<Integer> queues = new ArrayList<>();
    store
        .locks()
        .onChange(name ->
            queues.add(store.locks().find(name).map(lock -> lock.queue().size()).orElse(-1)));
    acquire(LOCK, "a");
    queue(LOCK, "b");
    release(holder(LOCK));
    release(holder(LOCK));
    assertThat(queues).containsExactly(0, 1, 0, -1);
  }

  @Test
  void noLockMakesARevision() {
    acquire(LOCK, "a");
    queue(LOCK, "b");
    release(holder(LOCK));
    release(holder(LOCK));
    assertThat(store.revision()).isZero();
  }

  @Test
  void theValuesInRememberedOutcomesAreBounded() {
    Log small = new Log(new Limits(10, 1_000, 5));
    Acquire acquire =
        new Acquire(ELECTION, "a", Optional.of(new byte[6]), OptionalLong.empty(), 10, false);
    Request request = new Request(Optional.of("key"), acquire);
    assertThat(small.run(request).outcome()).isInstanceOf(Outcome.Acquired.class);
    Outcome again = small.run(request).outcome();
    assertThat(again).isInstanceOf(Outcome.WithoutValue.class);
    Outcome first = ((Outcome.WithoutValue) again).first();
    assertThat(((Outcome.Acquired) first).holder().claim().value()).isEmpty();
  }
}
