package io.quorate.core.register;

import static io.quorate.core.register.Three.A;
import static io.quorate.core.register.Three.B;
import static io.quorate.core.register.Three.C;
import static io.quorate.core.register.Three.KEY;
import static io.quorate.core.register.Three.QUORUMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.quorum.Flexible;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.RegisterCoordinator.Send;
import io.quorate.core.register.RegisterMessage.Request;
import io.quorate.core.register.RegisterOperation.Get;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CollectionTest {
  private final Three three = new Three();

  /// Runs a round over all tombstones of member a.
  static Collection collect(Three three) {
    List<Version> tombstones = three.member(A).tombstones(100);
    Collection round = new Collection(QUORUMS.members(), tombstones);
    while (!round.isDone()) {
      Request question = round.question();
      for (ReplicaId member : QUORUMS.members()) {
        round.answered(member, question, three.ask(member, question));
      }
    }
    return round;
  }

  private void delete(ReplicaId... reached) {
    three.atomic(three.put(A, new Content.Tombstone(), Optional.empty()), reached);
  }

  @Test
  void aTombstoneThatEveryMemberHoldsIsForgotten() {
    three.atomic(three.put(A, "v"), A, B, C);
    delete(A, B, C);
    assertThat(collect(three).tombstones()).hasSize(1);
    assertThat(three.members.values()).allSatisfy(one -> assertThat(one.registers("")).isEmpty());
  }

  @Test
  void aTombstoneThatAMemberLacksIsKept() {
    three.atomic(three.put(A, "v"), A, B, C);
    delete(A, B);
    assertThat(collect(three).tombstones()).isEmpty();
    assertThat(three.held(A).content()).isEqualTo(new Content.Tombstone());
  }

  @Test
  void aWriteBackFromBeforeTheDeletionBringsNothingBack() {
    three.atomic(three.put(B, "v"), A, B);
    RegisterCoordinator slow = new RegisterCoordinator(new Get(KEY), new Level.Atomic(), QUORUMS);
    List<Send> asked = slow.start().sends();
    three.deliver(slow, asked.get(1));
    List<Send> writeBacks = three.deliver(slow, asked.get(2)).sends();
    delete(A, B, C);
    collect(three);

    List<Send> again = three.deliver(slow, writeBacks.getFirst()).sends();
    assertThat(three.held(A)).isEqualTo(Copy.NONE);
    assertThat(again).as("the read starts over").hasSize(3);
    three.deliver(slow, again.get(0));
    assertThat(three.deliver(slow, again.get(1)).outcome().orElseThrow())
        .isInstanceOfSatisfying(
            RegisterOutcome.Read.class, read -> assertThat(read.copy()).isEqualTo(Copy.NONE));
  }

  /// One member is a write quorum here: its old answer alone would prove that the value was there.
  @Test
  void anAnswerFromBeforeARoundIsNotCountedBesideOneFromAfterIt() {
    three.run(three.put(A, "v"), new Level.One(), A);
    QuorumSystem readAll = Flexible.of(3, 1, List.of(A, B, C));
    RegisterCoordinator slow = new RegisterCoordinator(new Get(KEY), new Level.Atomic(), readAll);
    List<Send> asked = slow.start().sends();
    three.deliver(slow, asked.get(0));
    three.run(three.put(A, new Content.Tombstone(), Optional.empty()), new Level.All(), A, B, C);
    collect(three);

    List<Send> again = three.deliver(slow, asked.get(1)).sends();
    assertThat(again).extracting(Send::to).containsExactly(A);
    assertThat(three.deliver(slow, asked.get(2)).outcome()).isEmpty();
    assertThat(three.deliver(slow, again.getFirst()).outcome().orElseThrow())
        .isInstanceOfSatisfying(
            RegisterOutcome.Read.class, read -> assertThat(read.copy()).isEqualTo(Copy.NONE));
  }

  @Test
  void eachRoundHasAFloorOfItsOwn() {
    three.atomic(three.put(A, "v"), A, B, C);
    delete(A, B, C);
    collect(three);
    long first = three.member(A).floor();
    three.run(three.put(A, new Content.Tombstone(), Optional.empty()), new Level.All(), A, B, C);
    collect(three);
    assertThat(three.member(A).floor()).isGreaterThan(first);
  }

  @Test
  void aWriteAfterACollectionIsAboveAllThatWentBefore() {
    three.atomic(three.put(A, "v"), A, B, C);
    delete(A, B, C);
    Tag deleted = three.held(A).tag();
    collect(three);
    three.atomic(three.put(C, "new"), B, C);
    assertThat(deleted.isBelow(three.held(B).tag())).isTrue();
  }
}
