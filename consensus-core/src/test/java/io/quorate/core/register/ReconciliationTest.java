package io.quorate.core.register;

import static io.quorate.core.register.Three.A;
import static io.quorate.core.register.Three.B;
import static io.quorate.core.register.Three.copy;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.register.RegisterMessage.Request;
import io.quorate.core.register.RegisterMessage.Update;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
  private final RegisterMember mine = Three.newMember();
  private final RegisterMember theirs = Three.newMember();
  private int questions;

  private Reconciliation run() {
    Reconciliation exchange = new Reconciliation(mine);
    questions = 0;
    Optional<Request> next = exchange.next();
    while (next.isPresent()) {
      questions++;
      List<Update> updates = exchange.answered(theirs.step(next.get(), 0).reply());
      mine.step(new RegisterMessage.Write(updates), 0);
      next = exchange.next();
    }
    return exchange;
  }

  @Test
  void equalMembersFindThatOutByOneQuestion() {
    mine.step(Three.write("k", copy(1, A, "v")), 0);
    theirs.step(Three.write("k", copy(1, A, "v")), 0);
    run();
    assertThat(questions).isEqualTo(1);
  }

  @Test
  void eachHoldsTheHighestOfBothAfterwards() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 2_000; i++) {
      String key = "k" + random.nextInt(500);
      long counter = random.nextInt(1, 20);
      RegisterMember one = random.nextBoolean() ? mine : theirs;
      one.step(Three.write(key, copy(counter, random.nextBoolean() ? A : B, key + counter)), 0);
    }
    Reconciliation exchange = run();

    assertThat(exchange.pulled()).isPositive();
    assertThat(exchange.pushed()).isPositive();
    assertThat(mine.registers("")).isEqualTo(theirs.registers("")).hasSizeGreaterThan(400);
    assertThat(mine.summary().sum(Summary.ROOT)).isEqualTo(theirs.summary().sum(Summary.ROOT));
    assertThat(run().pulled()).isZero();
  }

  @Test
  void whatWasCollectedSinceItWasComparedIsNotPushed() {
    Copy tombstone = new Copy(Three.tag(3, A), new Content.Tombstone(), Optional.empty());
    mine.step(Three.write("k", tombstone), 0);
    Reconciliation exchange = new Reconciliation(mine);
    Request question = exchange.next().orElseThrow();
    while (!(question instanceof RegisterMessage.Enumerate)) {
      exchange.answered(theirs.step(question, 0).reply());
      question = exchange.next().orElseThrow();
    }
    exchange.answered(theirs.step(question, 0).reply());
    mine.step(new RegisterMessage.Forget(3, List.of(new Version("k", tombstone.tag()))), 0);
    assertThat(exchange.next()).isEmpty();
  }

  @Test
  void oneDifferenceAmongManyCostsFewQuestions() {
    for (int i = 0; i < 5_000; i++) {
      mine.step(Three.write("k" + i, copy(1, A, "v")), 0);
      theirs.step(Three.write("k" + i, copy(1, A, "v")), 0);
    }
    theirs.step(Three.write("k17", copy(2, A, "w")), 0);
    assertThat(run().pulled()).isEqualTo(1);
    assertThat(questions).isLessThanOrEqualTo(13);
    assertThat(mine.copy("k17")).isEqualTo(copy(2, A, "w"));
  }

  @Test
  void registersSpreadEvenlyOverTheLeaves() {
    int[] sizes = new int[2_048];
    for (int i = 0; i < 100_000; i++) {
      sizes[Summary.leafOf("app/config/" + i)]++;
    }
    for (int leaf = 1_024; leaf < 2_048; leaf++) {
      assertThat(sizes[leaf]).isBetween(40, 200);
    }
  }
}
