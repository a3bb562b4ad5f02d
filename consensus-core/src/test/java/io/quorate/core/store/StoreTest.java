package io.quorate.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.InvariantViolation;
import io.quorate.core.store.Outcome.ConditionFailed;
import io.quorate.core.store.Outcome.Deleted;
import io.quorate.core.store.Outcome.Stored;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The rules of revisions and conditions, as callers of the API see them.
class StoreTest {
  private static final Condition ALWAYS = new Condition.None();

  private final Log log = new Log(Limits.defaults());
  private final Store store = log.store;

  @Test
  void aNewKeyIsCreatedByTheNextRevision() {
    assertThat(log.run(put("k", "one"))).isEqualTo(new Stored(1, 1, 1, Optional.empty()));
    assertThat(store.get("k")).contains(new Entry("k", "one".getBytes(Log.UTF_8), 1, 1, 1));
    assertThat(((Stored) log.run(put("other", "x"))).created()).isTrue();
  }

  @Test
  void replacingKeepsTheCreateRevisionAndCountsVersions() {
    log.run(put("k", "one"));
    log.run(put("other", "x"));

    Stored replaced = (Stored) log.run(put("k", "two"));

    assertThat(replaced).isEqualTo(new Stored(3, 1, 2, Optional.empty()));
    assertThat(replaced.created()).isFalse();
    assertThat(store.get("k")).contains(new Entry("k", "two".getBytes(Log.UTF_8), 1, 3, 2));
  }

  @Test
  void thePreviousEntryIsToldOnlyWhenAskedFor() {
    log.run(put("k", "one"));
    Entry one = store.get("k").orElseThrow();

    assertThat(log.run(new Operation.Put("k", new byte[0], ALWAYS, true)))
        .isEqualTo(new Stored(2, 1, 2, Optional.of(one)));
    assertThat(log.run(new Operation.Put("new", new byte[0], ALWAYS, true)))
        .isEqualTo(new Stored(3, 3, 1, Optional.empty()));
  }

  @Test
  void aDeletedKeyStartsAnewWhenItComesBack() {
    log.run(put("k", "one"));
    log.run(put("k", "two"));

    assertThat(log.run(delete("k", ALWAYS))).isEqualTo(new Deleted(1, 3));
    assertThat(store.get("k")).isEmpty();
    assertThat(log.run(put("k", "three"))).isEqualTo(new Stored(4, 4, 1, Optional.empty()));
  }

  @Test
  void deletingWhatIsNotThereChangesNoRevision() {
    log.run(put("k", "one"));

    assertThat(log.run(delete("other", ALWAYS))).isEqualTo(new Deleted(0, 1));
    assertThat(store.revision()).isEqualTo(1);
  }

  /// Every condition, on a key that is there (modified by revision 2) and on one that is not.
  @Test
  void aConditionThatFailsTellsTheKeyAsItStandsAndChangesNothing() {
    for (Condition condition : conditions()) {
      for (String key : List.of("there", "absent")) {
        checkCondition(key, condition);
      }
    }
  }

  private static List<Condition> conditions() {
    return List.of(
        ALWAYS,
        new Condition.Absent(),
        new Condition.Present(),
        new Condition.Unmodified(2),
        new Condition.Unmodified(1));
  }

  private static void checkCondition(String key, Condition condition) {
    for (Operation operation : List.of(put(key, "new", condition), delete(key, condition))) {
      Log log = new Log(Limits.defaults());
      log.run(put("there", "one"));
      log.run(put("there", "two"));
      Optional<Entry> before = log.store.get(key);

      Outcome outcome = log.run(operation);

      if (holds(key, condition)) {
        assertThat(outcome).isInstanceOfAny(Stored.class, Deleted.class);
        assertThat(log.store.get(key).isPresent()).isEqualTo(operation instanceof Operation.Put);
      } else {
        assertThat(outcome).as("%s %s", key, condition).isEqualTo(new ConditionFailed(before));
        assertThat(log.store.get(key)).isEqualTo(before);
        assertThat(log.store.revision()).isEqualTo(2);
      }
    }
  }

  private static boolean holds(String key, Condition condition) {
    boolean there = key.equals("there");
    return switch (condition) {
      case Condition.None() -> true;
      case Condition.Absent() -> !there;
      case Condition.Present() -> there;
      case Condition.Unmodified(long modRevision) -> there && modRevision == 2;
    };
  }

  @Test
  void slotsApplyInOrderAndOnce() {
    store.apply(1, new Decree.NoOp(), log::note);

    for (long slot : List.of(0L, 1L, 3L)) {
      assertThatExceptionOfType(InvariantViolation.class)
          .isThrownBy(() -> store.apply(slot, new Decree.NoOp(), log::note))
          .withMessageContaining("I7");
    }
    assertThat(store.appliedSlot()).isEqualTo(1);
  }

  @Test
  void aNoOpChangesNoRevision() {
    log.run(put("k", "one"));
    store.apply(2, new Decree.NoOp(), log::note);

    assertThat(store.revision()).isEqualTo(1);
    assertThat(store.appliedSlot()).isEqualTo(2);
  }

  @Test
  void theCommandsOfABatchApplyInTheirOrder() {
    log.choose(
        List.of(
            log.command(put("k", "one")),
            log.command(put("k", "two")),
            log.command(delete("k", ALWAYS))));

    assertThat(log.results.stream().map(Result::outcome))
        .containsExactly(
            new Stored(1, 1, 1, Optional.empty()),
            new Stored(2, 1, 2, Optional.empty()),
            new Deleted(1, 3));
    assertThat(log.results.stream().map(Result::revision)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aCommandOfALaterVersionStopsTheReplica() {
    Command later = new Command(new CommandId(1, 1), 0, log.now, new byte[] {9});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> log.choose(List.of(later)))
        .withMessageContaining("unknown version 9");
  }

  @Test
  void theEntriesAreAllTheKeysThereAre() {
    log.run(put("a", "1"));
    log.run(put("b", "2"));
    log.run(delete("a", ALWAYS));

    assertThat(store.now().keys().size()).isEqualTo(1);
    assertThat(store.get("b")).isPresent();
  }

  private static Operation put(String key, String value) {
    return put(key, value, ALWAYS);
  }

  private static Operation put(String key, String value, Condition condition) {
    return new Operation.Put(key, value.getBytes(Log.UTF_8), condition, false);
  }

  private static Operation delete(String key, Condition condition) {
    return new Operation.Delete(key, condition);
  }
}
