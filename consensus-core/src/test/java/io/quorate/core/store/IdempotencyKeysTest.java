package io.quorate.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.Decree;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.QuorumText;
import io.quorate.core.store.Outcome.ConditionFailed;
import io.quorate.core.store.Outcome.KeyReused;
import io.quorate.core.store.Outcome.Stored;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// An idempotency key makes a request's first outcome its only one.
class IdempotencyKeysTest {
  private static final Limits TWO_FOR_A_SECOND = new Limits(2, 1_000, 1_000);

  private final Log log = new Log(TWO_FOR_A_SECOND);

  @Test
  void theFirstOutcomeIsReplayed() {
    Result first = log.run(put("once", "k", new Condition.None()));
    log.run(put("other", "k", new Condition.None()));

    Result again = log.run(put("once", "k", new Condition.None()));

    assertThat(first).isEqualTo(new Result(new Stored(1, 1, 1, Optional.empty()), 1, false));
    assertThat(again).isEqualTo(new Result(first.outcome(), 2, true));
    assertThat(log.store.revision()).isEqualTo(2);
  }

  @Test
  void aFailedConditionIsAnOutcomeTooAndIsReplayedEvenIfItWouldHoldNow() {
    Request request = put("once", "k", new Condition.Present());
    assertThat(log.run(request).outcome()).isEqualTo(new ConditionFailed(Optional.empty()));
    log.run(put("create", "k", new Condition.None()));

    assertThat(log.run(request))
        .isEqualTo(new Result(new ConditionFailed(Optional.empty()), 1, true));
  }

  @Test
  void aKeyBelongsToTheRequestThatFirstUsedIt() {
    log.run(put("once", "k", new Condition.None()));

    Result other = log.run(put("once", "another", new Condition.None()));

    assertThat(other).isEqualTo(new Result(new KeyReused(), 1, false));
    assertThat(log.store.get("another")).isEmpty();
    assertThat(log.run(put("once", "k", new Condition.None())).replayed())
        .as("the first stays")
        .isTrue();
  }

  /// It was refused because members were away. That passes, and then the same request is done.
  @Test
  void aChangeThatWasRefusedLeavesItsKeyFree() {
    QuorumSystem one = QuorumText.parse("flexible(3, 1; a b c)");
    Request request = new Request(Optional.of("once"), new Operation.ChangeQuorums(one));
    assertThat(log.run(request).outcome()).isEqualTo(new Outcome.QuorumsRefused(one));

    Command again = log.command(99, RequestCodec.encode(request));
    assertThat(log.store.changeIn(again, log.now)).contains(one);
    Decree.Batch alone = Decree.Batch.of(log.now, List.of(again));
    log.store.apply(2, RequestCodec.change(alone), log::note);

    assertThat(log.results.getLast().outcome()).isEqualTo(new Outcome.QuorumsChanged(2, one));
    assertThat(log.run(request).replayed()).isTrue();
  }

  @Test
  void everyFieldOfARequestTellsItFromOthers() {
    Request request = put("once", "k", new Condition.None());
    log.run(request);

    for (Operation other :
        List.of(
            new Operation.Put("k2", new byte[] {1}, new Condition.None(), false),
            new Operation.Put("k", new byte[] {2}, new Condition.None(), false),
            new Operation.Put("k", new byte[] {1}, new Condition.Absent(), false),
            new Operation.Put("k", new byte[] {1}, new Condition.None(), true),
            new Operation.Delete("k", new Condition.None()))) {
      assertThat(log.run(new Request(Optional.of("once"), other)).outcome())
          .as("%s", other)
          .isEqualTo(new KeyReused());
    }
  }

  @Test
  void atLeastTheNewestKeysAreKeptHoweverOld() {
    log.run(put("one", "k", new Condition.None()));
    log.run(put("two", "k", new Condition.None()));
    log.now += 1_000_000;

    assertThat(log.run(put("one", "k", new Condition.None())).replayed()).isTrue();
    assertThat(log.run(put("two", "k", new Condition.None())).replayed()).isTrue();
  }

  @Test
  void everyKeyIsKeptForTheTimeHoweverManyThereAre() {
    for (int number = 0; number < 10; number++) {
      log.run(put("key" + number, "k", new Condition.None()));
    }
    log.now += 1_000;
    log.run(put("last", "k", new Condition.None()));

    assertThat(log.run(put("key0", "k", new Condition.None())).replayed()).isTrue();
  }

  @Test
  void beyondBothLimitsTheOldestAreForgotten() {
    for (int number = 0; number < 10; number++) {
      log.run(put("key" + number, "k", new Condition.None()));
    }
    log.now += 1_001;
    log.run(put("last", "k", new Condition.None()));

    assertThat(log.run(put("key9", "k", new Condition.None())).replayed())
        .as("one of two")
        .isTrue();
    assertThat(log.run(put("key8", "k", new Condition.None())).replayed())
        .as("forgotten")
        .isFalse();
  }

  @Test
  void valuesBeyondTheirBudgetAreToldAgainWithout() {
    Request first = replace("first", 600);
    log.run(replace("zeroth", 600));
    Outcome told = log.run(first).outcome();
    assertThat(log.run(first).outcome()).as("600 of 1,000 bytes").isEqualTo(told);

    log.run(replace("second", 10));
    Result again = log.run(first);

    Entry previous = new Entry("k", new byte[0], 1, 1, 1);
    assertThat(again)
        .isEqualTo(
            new Result(
                new Outcome.WithoutValue(new Stored(2, 1, 2, Optional.of(previous))), 3, true));
    assertThat(log.store.revision()).as("applied once").isEqualTo(3);
  }

  @Test
  void theCurrentEntryOfAFailedConditionCountsToo() {
    log.run(replace("zeroth", 600));
    Request first = put("first", "k", new Condition.Absent());
    assertThat(log.run(first).outcome()).isInstanceOf(ConditionFailed.class);
    log.run(put("second", "k", new Condition.Absent()));

    Entry current = new Entry("k", new byte[0], 1, 1, 1);
    assertThat(log.run(first).outcome())
        .isEqualTo(new Outcome.WithoutValue(new ConditionFailed(Optional.of(current))));
  }

  @Test
  void whatIsForgottenMakesRoom() {
    for (int number = 0; number < 20; number++) {
      Request request = replace("key" + number, 600);
      Outcome told = log.run(request).outcome();
      assertThat(log.run(request).outcome()).as("the newest is whole").isEqualTo(told);
      log.now += 2_000;
    }
  }

  /// Replaces a value of so many bytes, or of none, by another such, and wants the old one.
  private static Request replace(String name, int bytes) {
    var put = new Operation.Put("k", new byte[bytes], new Condition.None(), true);
    return new Request(Optional.of(name), put);
  }

  private static Request put(String name, String key, Condition condition) {
    return new Request(Optional.of(name), new Operation.Put(key, new byte[] {1}, condition, false));
  }
}
