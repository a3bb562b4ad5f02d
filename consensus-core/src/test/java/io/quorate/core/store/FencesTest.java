package io.quorate.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.lock.Holder;
import io.quorate.core.lock.LockName;
import io.quorate.core.lock.LockName.Kind;
import io.quorate.core.store.Operation.Acquire;
import io.quorate.core.store.Operation.Publish;
import io.quorate.core.store.Operation.Put;
import io.quorate.core.store.Operation.Release;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What a fencing token lets its holder do, and nobody else.
class FencesTest {
  private static final LockName LOCK = new LockName(Kind.LOCK, "l");
  private static final LockName ELECTION = new LockName(Kind.ELECTION, "l");

  private final Log log = new Log(Limits.defaults());
  private final Store store = log.store;

  private Holder acquire(LockName name, String owner) {
    Acquire claim = new Acquire(name, owner, Optional.empty(), OptionalLong.empty(), 10, false);
    return ((Outcome.Acquired) log.run(claim)).holder();
  }

  private void queue(LockName name, String owner) {
    assertThat(log.run(new Acquire(name, owner, Optional.empty(), OptionalLong.empty(), 10, true)))
        .isInstanceOf(Outcome.Queued.class);
  }

  private Holder holder(LockName name) {
    return store.locks().find(name).orElseThrow().holder();
  }

  private void release(Holder holder) {
    log.run(new Release(LOCK, holder.token()));
  }

  @Test
  void aFenceHoldsOnlyWhileItsTokenHoldsTheLock() {
    Holder first = acquire(LOCK, "a");
    assertThat(fenced(first.token())).isInstanceOf(Outcome.Stored.class);
    queue(LOCK, "b");
    release(first);
    long before = store.revision();

    assertThat(fenced(first.token())).isEqualTo(new Outcome.StaleFence("l", first.token()));
    assertThat(store.revision()).isEqualTo(before);
    assertThat(fenced(holder(LOCK).token())).isInstanceOf(Outcome.Stored.class);
    release(holder(LOCK));
    assertThat(fenced(first.token() + 1)).isInstanceOf(Outcome.StaleFence.class);
  }

  private Outcome fenced(long token) {
    Put put = new Put("k", new byte[0], new Condition.None(), false);
    return log.run(new Request(Optional.empty(), List.of(new Fence("l", token)), put)).outcome();
  }

  @Test
  void anElectionsTokenIsAFenceToo() {
    assertThat(fenced(acquire(ELECTION, "a").token())).isInstanceOf(Outcome.Stored.class);
  }

  @Test
  void aLeaderPublishesWhatItWants() {
    Holder leader = acquire(ELECTION, "a");
    byte[] value = {1, 2};

    Outcome published = log.run(new Publish(ELECTION, leader.token(), value));

    assertThat(published).isEqualTo(new Outcome.Acquired(holder(ELECTION)));
    assertThat(holder(ELECTION).claim().value()).hasValue(value);
    assertThat(holder(ELECTION).token()).isEqualTo(leader.token());
    assertThat(log.run(new Publish(ELECTION, leader.token() + 1, value)))
        .isEqualTo(new Outcome.StaleFence("l", leader.token() + 1));
  }
}
