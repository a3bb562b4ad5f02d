package io.quorate.service.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Recovered;
import io.quorate.core.paxos.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What a store does on any database.
abstract class StoreContract extends OwnerContract {
  /// A new store that nothing keeps two processes from opening.
  abstract Map<String, String> sharedStore();

  private static AcceptedDecree batch(long slot, long round, int bytes) {
    byte[] encoded = new byte[bytes];
    new Random(slot * 31 + round).nextBytes(encoded);
    return new AcceptedDecree(
        slot, new Ballot(round, B), new Decree.Batch(1_000_000 + slot, encoded));
  }

  private static AcceptedDecree noOp(long slot, long round) {
    return new AcceptedDecree(slot, new Ballot(round, B), new Decree.NoOp());
  }

  /// Writes the groups, each durable before the next.
  @SafeVarargs
  static void write(ReplicaStore store, List<Write>... groups) {
    Acknowledged acknowledged = new Acknowledged();
    try (GroupWriter writer = store.startWriter(acknowledged)) {
      for (int i = 0; i < groups.length; i++) {
        writer.submit(i + 1, groups[i]);
        acknowledged.await(i + 1);
      }
    }
    assertThat(acknowledged.failure()).isNotDone();
  }

  private static List<Write> votes(AcceptedDecree... votes) {
    List<Write> writes = new ArrayList<>();
    for (AcceptedDecree vote : votes) {
      writes.add(new Write.Accepted(vote));
    }
    return writes;
  }

  @Test
  void aNewStoreHoldsNothingButItsIdentity() {
    Map<String, String> settings = newStore();
    Identity identity;
    try (OpenStore open = OpenStore.with(settings)) {
      identity = open.store().identity();
      assertThat(identity.replica()).isEqualTo(A);
      assertThat(open.store().recover()).isEqualTo(Recovered.nothing());
      assertThat(open.store().chosenFrom(1, 10, 1000)).isEmpty();
      assertThat(open.store().votesFrom(1, 10)).isEmpty();
    }
    try (OpenStore open = OpenStore.with(settings)) {
      assertThat(open.store().identity()).isEqualTo(identity);
    }
  }

  @Test
  void everyKindOfWriteIsThereAfterReopening() {
    Map<String, String> settings = newStore();
    AcceptedDecree large = batch(4, 2, 5 << 20);
    try (OpenStore open = OpenStore.with(settings)) {
      write(
          open.store(),
          List.of(new Write.Met(B, -7), new Write.Admitted()),
          List.of(new Write.Promised(new Ballot(2, B))),
          votes(batch(1, 2, 100), noOp(2, 2), large, batch(3, 1, 0), batch(6, 2, 9)),
          List.of(new Write.ChosenUpTo(2)));
    }
    try (OpenStore open = OpenStore.with(settings)) {
      Recovered recovered = open.store().recover();
      assertThat(recovered.promised()).isEqualTo(new Ballot(2, B));
      assertThat(recovered.chosenUpTo()).isEqualTo(2);
      assertThat(recovered.votes()).containsExactly(batch(3, 1, 0), large, batch(6, 2, 9));
      assertThat(recovered.met()).isEqualTo(Map.of(B, -7L));
      assertThat(recovered.admitted()).isTrue();
      assertThat(open.store().votesFrom(2, 2)).containsExactly(noOp(2, 2), batch(3, 1, 0));
    }
  }

  @Test
  void registersAreThereAfterReopening() {
    Map<String, String> settings = newStore();
    RegisterSamples samples = new RegisterSamples();
    samples
        .groups()
        .forEach(group -> {
          try (OpenStore open = OpenStore.with(settings)) {
            Acknowledged acknowledged = new Acknowledged();
            try (GroupWriter writer = open.store().startWriter(acknowledged)) {
              writer.submitRegisters(1, group);
              acknowledged.awaitRegisters();
            }
          }
        });
    try (OpenStore open = OpenStore.with(settings)) {
      assertThat(open.store().recoverRegisters()).isEqualTo(samples.left());
      open.sql().sql("update register set tag_counter = 77 where deleted").update();
      assertThatThrownBy(open.store()::recoverRegisters)
          .isInstanceOf(CorruptStore.class)
          .hasMessageContaining("the register gone");
    }
  }

  @Test
  void aLaterVoteTakesThePlaceOfAnEarlierOne() {
    try (OpenStore open = OpenStore.with(newStore())) {
      write(
          open.store(),
          votes(batch(1, 1, 10), batch(2, 1, 10), batch(2, 2, 10)),
          votes(batch(1, 3, 2_000_000)));
      write(open.store(), votes(batch(2, 4, 10)));
      assertThat(open.store().recover().votes())
          .containsExactly(batch(1, 3, 2_000_000), batch(2, 4, 10));
    }
  }

  @Test
  void whatIsChosenIsHandedOutWithoutGapsAndInPages() {
    try (OpenStore open = OpenStore.with(newStore())) {
      List<Write> writes = new ArrayList<>();
      for (int slot = 1; slot <= 600; slot++) {
        writes.add(new Write.Accepted(batch(slot, 1, 100)));
      }
      writes.add(new Write.ChosenUpTo(599));
      ReplicaStore store = open.store();
      write(store, writes);
      assertThat(store.durableChosenUpTo()).isEqualTo(599);
      assertThat(store.chosenFrom(10, 3, 1000))
          .containsExactly(batch(10, 1, 100), batch(11, 1, 100), batch(12, 1, 100));
      assertThat(store.chosenFrom(10, 100, 250)).hasSize(2);
      assertThat(store.chosenFrom(10, 100, 1)).containsExactly(batch(10, 1, 100));
      assertThat(store.chosenFrom(598, 100, 1000)).hasSize(2);
      assertThat(store.chosenFrom(600, 100, 1000)).isEmpty();
      List<AcceptedDecree> replayed = new ArrayList<>();
      store.replay(599, replayed::add);
      assertThat(replayed.stream().map(AcceptedDecree::slot))
          .isEqualTo(LongStream.rangeClosed(1, 599).boxed().toList());
    }
  }

  @Test
  void aPromiseIsNeverStoredBelowAnEarlierOne() {
    try (OpenStore open = OpenStore.with(newStore())) {
      write(open.store(), List.of(new Write.Promised(new Ballot(5, B))));
      Acknowledged acknowledged = new Acknowledged();
      try (GroupWriter writer = open.store().startWriter(acknowledged)) {
        writer.submit(1, List.of(new Write.Promised(new Ballot(5, A))));
        writer.submit(2, List.of(new Write.Promised(new Ballot(9, A))));
      }
      assertThat(acknowledged.failure().join()).hasMessageContaining("I1");
      assertThat(acknowledged.upTo()).isZero();
      assertThat(open.store().recover().promised()).isEqualTo(new Ballot(5, B));
    }
  }

  @Test
  void aDamagedRowIsNotTakenForNone() {
    try (OpenStore open = OpenStore.with(newStore())) {
      write(
          open.store(),
          votes(batch(1, 1, 10), batch(2, 1, 10), batch(3, 1, 10)),
          List.of(new Write.ChosenUpTo(2), new Write.Met(B, 5)));
      open.sql().sql("update accepted set ballot_round = 2 where slot = 3").update();
      assertDamaged(() -> open.store().recover(), "the vote in slot 3");
      assertDamaged(() -> open.store().votesFrom(1, 10), "the vote in slot 3");
      open.sql().sql("delete from accepted where slot = 1").update();
      assertDamaged(() -> open.store().chosenFrom(1, 10, 1000), "slot 1 is chosen but not there");
      open.sql().sql("delete from accepted where slot > 1").update();
      assertDamaged(() -> open.store().chosenFrom(2, 10, 1000), "slot 2 is chosen but not there");
      open.sql().sql("update met set incarnation = 6").update();
      assertDamaged(() -> open.store().recover(), "the meeting with b");
      open.sql().sql("update promise set admitted = true").update();
      assertDamaged(() -> open.store().recover(), "the promise");
    }
  }

  private static void assertDamaged(Runnable read, String what) {
    assertThatThrownBy(read::run).isInstanceOf(CorruptStore.class).hasMessageContaining(what);
  }

  @Test
  void whoeverOpensAStoreTakesItFromWhoHasItOpen() {
    Map<String, String> settings = sharedStore();
    try (OpenStore first = OpenStore.with(settings)) {
      Acknowledged acknowledged = new Acknowledged();
      try (GroupWriter writer = first.store().startWriter(acknowledged)) {
        writer.submit(1, votes(noOp(1, 1)));
        acknowledged.await(1);
        try (OpenStore second = OpenStore.with(settings)) {
          writer.submit(2, votes(noOp(1, 9), noOp(2, 9)));
          assertThat(acknowledged.failure().orTimeout(20, TimeUnit.SECONDS).join())
              .isInstanceOf(UnusableStore.class)
              .hasMessageContaining("another process has opened the store");
          assertThat(acknowledged.upTo()).isEqualTo(1);
          assertThat(second.store().recover().votes()).containsExactly(noOp(1, 1));
          write(second.store(), List.of(new Write.Promised(new Ballot(3, B))), votes(noOp(2, 3)));
          assertThat(second.store().recover().votes()).containsExactly(noOp(1, 1), noOp(2, 3));
        }
      }
    }
  }

  @Test
  void aDamagedEpochIsNotCountedOn() {
    Map<String, String> settings = newStore();
    try (OpenStore open = OpenStore.with(settings)) {
      open.sql().sql("update epoch set number = 7").update();
    }
    assertThatThrownBy(() -> OpenStore.with(settings))
        .rootCause()
        .isInstanceOf(CorruptStore.class)
        .hasMessageContaining("the epoch");
  }
}
