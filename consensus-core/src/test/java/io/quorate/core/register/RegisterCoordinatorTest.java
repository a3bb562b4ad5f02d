package io.quorate.core.register;

import static io.quorate.core.register.Three.A;
import static io.quorate.core.register.Three.B;
import static io.quorate.core.register.Three.C;
import static io.quorate.core.register.Three.KEY;
import static io.quorate.core.register.Three.QUORUMS;
import static io.quorate.core.register.Three.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.RegisterCoordinator.Send;
import io.quorate.core.register.RegisterMessage.Held;
import io.quorate.core.register.RegisterMessage.Update;
import io.quorate.core.register.RegisterOperation.Get;
import io.quorate.core.register.RegisterOutcome.NoQuorum;
import io.quorate.core.register.RegisterOutcome.OutcomeUnknown;
import io.quorate.core.register.RegisterOutcome.Read;
import io.quorate.core.register.RegisterOutcome.Written;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegisterCoordinatorTest {
  private final Three three = new Three();

  private Written write(String text, ReplicaId... reached) {
    return (Written) three.atomic(three.put(A, text), reached);
  }

  private static Level counts(int read, int write) {
    return new Level.Counts(OptionalInt.of(read), OptionalInt.of(write));
  }

  private Read read(ReplicaId... reached) {
    return (Read) three.atomic(new Get(KEY), reached);
  }

  @Test
  void whatOneQuorumHasWrittenAnotherReads() {
    Written written = write("v", A, B);
    assertThat(written.tag().counter()).isEqualTo(1);
    assertThat(written.acks()).containsExactly(A, B);
    assertThat(written.voteShare()).isEqualTo(2.0 / 3);
    assertThat(written.guarantee()).isEqualTo(Guarantee.ATOMIC);

    Read read = read(B, C);
    assertThat(read.copy().content()).isEqualTo(value("v"));
    assertThat(read.guarantee()).isEqualTo(Guarantee.ATOMIC);
    assertThat(read.repaired()).containsExactly(C);
    assertThat(read.votes()).containsEntry(C, Tag.ZERO).containsEntry(B, written.tag());
    assertThat(three.held(C).content()).isEqualTo(value("v"));
  }

  @Test
  void aReadWritesNothingBackThatAWriteQuorumHolds() {
    write("v", A, B);
    RegisterCoordinator read = coordinator(new Get(KEY), new Level.Atomic());
    List<Send> asked = read.start().sends();
    assertThat(asked).extracting(Send::to).containsExactly(A, B, C);

    assertThat(three.deliver(read, asked.get(0)).outcome()).isEmpty();
    RegisterCoordinator.Step end = three.deliver(read, asked.get(1));
    assertThat(end.sends()).isEmpty();
    assertThat(end.outcome()).containsInstanceOf(Read.class);
    assertThat(three.held(C)).isEqualTo(Copy.NONE);
  }

  private static RegisterCoordinator coordinator(RegisterOperation operation, Level level) {
    return new RegisterCoordinator(operation, level, QUORUMS);
  }

  @Test
  void aReadWritesBackOnlyToThoseThatMayLackIt() {
    write("v", A, B);
    RegisterCoordinator read = coordinator(new Get(KEY), new Level.Atomic());
    List<Send> asked = read.start().sends();
    three.deliver(read, asked.get(1));
    RegisterCoordinator.Step second = three.deliver(read, asked.get(2));
    assertThat(second.sends()).extracting(Send::to).containsExactly(A, C);

    assertThat(three.deliver(read, asked.get(0)).outcome()).containsInstanceOf(Read.class);
  }

  @Test
  void whatWasNeverWrittenIsReadAtOnce() {
    Read read = read(A, B);
    assertThat(read.copy()).isEqualTo(Copy.NONE);
    assertThat(read.guarantee()).isEqualTo(Guarantee.ATOMIC);
  }

  @Test
  void aMemberCountsOnce() {
    RegisterCoordinator write = coordinator(three.put(A, "v"), new Level.Atomic());
    Held nothing = new Held(Copy.NONE, 0, 0, Optional.empty());
    write.start();
    write.found(A, nothing);
    assertThat(write.found(A, nothing).sends()).isEmpty();
    Send send = write.found(B, nothing).sends().getFirst();
    Update update = (Update) send.item();
    write.kept(A, update, true);
    assertThat(write.kept(A, update, true).outcome()).isEmpty();
    assertThat(write.kept(new ReplicaId("stranger"), update, true).outcome()).isEmpty();
    assertThat(write.kept(C, update, true).outcome()).containsInstanceOf(Written.class);
  }

  @Test
  void whatIsSentAgainHasTheSameTag() {
    RegisterCoordinator write = coordinator(three.put(A, "v"), new Level.Atomic());
    Held nothing = new Held(Copy.NONE, 0, 0, Optional.empty());
    write.start();
    write.found(A, nothing);
    List<Send> first = write.found(B, nothing).sends();
    assertThat(write.pending()).isEqualTo(first);
    write.kept(A, (Update) first.getFirst().item(), true);
    assertThat(write.pending()).isEqualTo(first.subList(1, 3));
  }

  @Test
  void withoutAReadQuorumNothingIsWritten() {
    assertThat(three.atomic(three.put(A, "v"), A)).isEqualTo(new NoQuorum(Set.of(A)));
    assertThat(three.atomic(new Get(KEY), C)).isEqualTo(new NoQuorum(Set.of(C)));
    assertThat(three.held(A)).isEqualTo(Copy.NONE);
  }

  @Test
  void withoutAWriteQuorumInReachNothingIsWritten() {
    RegisterCoordinator write = coordinator(three.put(A, "v"), counts(1, 3));
    List<Send> asked = write.start().sends();
    write.unreachable(C, asked.get(2).item());
    assertThat(three.deliver(write, asked.getFirst()).outcome()).contains(new NoQuorum(Set.of(A)));
    assertThat(three.held(A)).isEqualTo(Copy.NONE);
  }

  @Test
  void aWriteThatMayHaveLandedIsUnknown() {
    RegisterCoordinator write = coordinator(three.put(A, "v"), new Level.Atomic());
    List<Send> asked = write.start().sends();
    three.deliver(write, asked.get(0));
    List<Send> second = three.deliver(write, asked.get(1)).sends();
    write.unreachable(A, second.get(0).item());
    write.unreachable(B, second.get(1).item());
    assertThat(write.expire()).isInstanceOf(OutcomeUnknown.class);
  }

  @Test
  void aWriteThatSurelyLandedNowhereIsNot() {
    RegisterCoordinator write = coordinator(three.put(A, "v"), new Level.Atomic());
    List<Send> asked = write.start().sends();
    three.deliver(write, asked.get(0));
    List<Send> second = three.deliver(write, asked.get(1)).sends();
    second.forEach(send -> write.unreachable(send.to(), send.item()));
    assertThat(write.expire()).isEqualTo(new NoQuorum(Set.of(A, B)));
  }

  @Test
  void guaranteesAreComputedFromTheQuorumsThatWereUsed() {
    write("v", A, B);
    assertThat(guarantee(new Level.One(), C)).isEqualTo(Guarantee.EVENTUAL);
    assertThat(guarantee(new Level.Counts(OptionalInt.of(1), OptionalInt.empty()), A))
        .isEqualTo(Guarantee.EVENTUAL);
    assertThat(guarantee(new Level.Quorum(), A, B)).isEqualTo(Guarantee.ATOMIC);
    assertThat(guarantee(new Level.Quorum(), B, C)).isEqualTo(Guarantee.REGULAR);
    assertThat(guarantee(new Level.All(), A, B, C)).isEqualTo(Guarantee.ATOMIC);
    assertThat(guarantee(new Level.Atomic(), B, C)).isEqualTo(Guarantee.ATOMIC);
  }

  private Guarantee guarantee(Level level, ReplicaId... reached) {
    return ((Read) three.run(new Get(KEY), level, reached)).guarantee();
  }

  @Test
  void aWriteToTooFewSaysSo() {
    Written one = (Written) three.run(three.put(A, "v"), new Level.One(), A);
    assertThat(one.guarantee()).isEqualTo(Guarantee.EVENTUAL);
    Written all = (Written) three.run(three.put(A, "w"), counts(1, 3), A, B, C);
    assertThat(all.guarantee()).isEqualTo(Guarantee.EVENTUAL);
    Written quorum = (Written) three.run(three.put(A, "x"), counts(2, 2), B, C);
    assertThat(quorum.guarantee()).isEqualTo(Guarantee.ATOMIC);
  }

  @Test
  void aReadThatNobodyWaitsForIsRepairedAllTheSame() {
    write("v", A, B);
    three.run(new Get(KEY), new Level.Quorum(), B, C);
    assertThat(three.held(C).content()).isEqualTo(value("v"));
  }

  /// Lets a write reach one member only.
  private Tag landAt(ReplicaId member, RegisterOperation.Put put) {
    RegisterCoordinator broken = coordinator(put, new Level.Atomic());
    List<Send> asked = broken.start().sends();
    three.deliver(broken, asked.get(0));
    List<Send> second = three.deliver(broken, asked.get(1)).sends();
    second.stream()
        .filter(send -> send.to().equals(member))
        .forEach(send -> three.deliver(broken, send));
    assertThat(broken.expire()).isInstanceOf(OutcomeUnknown.class);
    return three.held(member).tag();
  }

  @Test
  void readsAfterAPartialWriteNeverGoFromNewToOld() {
    write("old", A, B, C);
    landAt(A, three.put(A, "new"));

    assertThat(read(A, B).copy().content()).isEqualTo(value("new"));
    assertThat(read(B, C).copy().content()).isEqualTo(value("new"));
  }

  @Test
  void withoutTheWriteBackTheyMayAndSaySo() {
    write("old", A, B, C);
    landAt(A, three.put(A, "new"));

    Read first = (Read) three.run(new Get(KEY), new Level.Quorum(), A, B);
    assertThat(first.guarantee()).isEqualTo(Guarantee.REGULAR);
    assertThat(first.copy().content()).isEqualTo(value("new"));
  }

  @Test
  void aReadOfOneMayBeStaleAndSaysSo() {
    write("old", A, B, C);
    write("new", A, B);

    Read stale = (Read) three.run(new Get(KEY), new Level.One(), C);
    assertThat(stale.copy().content()).isEqualTo(value("old"));
    assertThat(stale.guarantee()).isEqualTo(Guarantee.EVENTUAL);
  }

  @Test
  void aRetryAtAnotherReplicaFinishesTheEarlierAttempt() {
    Written first = (Written) three.atomic(three.put(A, "v", "key"), A, B);
    write("w", B, C);
    Written retry = (Written) three.atomic(three.put(C, "v", "key"), B, C);

    assertThat(retry.tag()).isEqualTo(first.tag());
    assertThat(retry.replayed()).isTrue();
    assertThat(read(B, C).copy().content()).isEqualTo(value("w"));
  }

  @Test
  void aRetryFinishesWhatLandedAtOneMemberThatItAsks() {
    Tag tag = landAt(A, three.put(A, "v", "key"));

    Written retry = (Written) three.atomic(three.put(C, "v", "key"), A, C);
    assertThat(retry.tag()).isEqualTo(tag);
    assertThat(three.held(C)).isEqualTo(three.held(A));
  }

  @Test
  void aRetryAfterTheRegisterWasDeletedAndForgottenWritesNothing() {
    three.atomic(three.put(A, "v", "key"), A, B, C);
    three.atomic(three.put(A, new Content.Tombstone(), Optional.empty()), A, B, C);
    CollectionTest.collect(three);
    assertThat(three.held(A)).isEqualTo(Copy.NONE);

    Written retry = (Written) three.atomic(three.put(C, "v", "key"), B, C);
    assertThat(retry.replayed()).isTrue();
    assertThat(read(A, C).copy()).isEqualTo(Copy.NONE);
  }

  @Test
  void anotherRequestUnderTheSameKeyIsRefused() {
    three.atomic(three.put(A, "v", "key"), A, B);
    assertThat(three.atomic(three.put(B, "other", "key"), B, C))
        .isEqualTo(new RegisterOutcome.KeyReused());
  }
}
