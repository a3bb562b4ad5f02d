package io.quorate.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.testkit.history.KvAnswer.Absent;
import io.quorate.testkit.history.KvAnswer.Deleted;
import io.quorate.testkit.history.KvAnswer.Entry;
import io.quorate.testkit.history.KvAnswer.Found;
import io.quorate.testkit.history.KvAnswer.NothingToDelete;
import io.quorate.testkit.history.KvAnswer.PreconditionFailed;
import io.quorate.testkit.history.KvAnswer.Stored;
import io.quorate.testkit.history.KvCall.Delete;
import io.quorate.testkit.history.KvCall.Get;
import io.quorate.testkit.history.KvCall.IfAbsent;
import io.quorate.testkit.history.KvCall.IfMatch;
import io.quorate.testkit.history.KvCall.Put;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The contract of one key, as small histories. Keys are judged one by one.
class KvLinearizabilityTest {

  private static final Put PUT_X = new Put("k", "x");
  private static final Put PUT_Y = new Put("k", "y");
  private static final Get GET = new Get("k");
  private static final Delete DELETE = new Delete("k");

  private final HistoryRecorder<KvCall, KvAnswer> recorder = new HistoryRecorder<>();

  @Test
  void aLifeOfAKey() {
    did(GET, new Absent());
    did(DELETE, new NothingToDelete());
    did(PUT_X, new Stored(3, true));
    did(GET, found("x", 3));
    did(PUT_Y, new Stored(5, false));
    did(new Put("k", "z", new IfMatch(3)), refusedOver("y", 5));
    did(new Put("k", "z", new IfAbsent()), refusedOver("y", 5));
    did(new Put("k", "z", new IfMatch(5)), new Stored(6, false));
    did(new Delete("k", new IfMatch(5)), refusedOver("z", 6));
    did(new Delete("k", new IfMatch(6)), new Deleted(9));
    did(GET, new Absent());
    did(new Put("k", "z", new IfMatch(6)), new PreconditionFailed(Optional.empty()));
    did(new Put("k", "x", new IfAbsent()), new Stored(10, true));
    assertLinearizable();
  }

  @Test
  void keysAreIndependent() {
    did(new Put("a", "x"), new Stored(1, true));
    did(new Put("b", "y"), new Stored(2, true));
    did(new Get("a"), found("x", 1));
    did(new Get("b"), found("y", 2));
    assertLinearizable();
    did(new Get("a"), found("y", 2));
    assertViolationAt(4);
  }

  @Test
  void staleRead() {
    did(PUT_X, new Stored(1, true));
    did(PUT_Y, new Stored(2, false));
    did(GET, found("x", 1));
    assertViolationAt(2);
  }

  @Test
  void readOfTheRightValueAtTheWrongRevision() {
    did(PUT_X, new Stored(1, true));
    did(GET, found("x", 2));
    assertViolationAt(1);
  }

  @Test
  void lostWrite() {
    did(PUT_X, new Stored(1, true));
    did(GET, new Absent());
    assertViolationAt(1);
  }

  @Test
  void revisionThatDoesNotGrow() {
    did(PUT_X, new Stored(4, true));
    did(PUT_Y, new Stored(4, false));
    assertViolationAt(1);
  }

  @Test
  void revisionThatDoesNotGrowOverADelete() {
    did(PUT_X, new Stored(4, true));
    did(DELETE, new Deleted(6));
    did(PUT_Y, new Stored(5, true));
    assertViolationAt(2);
  }

  @Test
  void concurrentWritesAreOrderedByRevision() {
    var later = recorder.invoke("a", PUT_X);
    var earlier = recorder.invoke("b", PUT_Y);
    later.ok(new Stored(2, false));
    earlier.ok(new Stored(1, true));
    did(GET, found("x", 2));
    assertLinearizable();
    did(GET, found("y", 1));
    assertViolationAt(3);
  }

  @Test
  void blamesTheReadNotTheWriteItOverlaps() {
    var write = recorder.invoke("a", PUT_X);
    var read = recorder.invoke("b", GET);
    write.ok(new Stored(3, true));
    read.ok(found("x", 2));
    assertViolationAt(1);
  }

  @Test
  void createdTwice() {
    did(PUT_X, new Stored(1, true));
    did(PUT_Y, new Stored(2, true));
    assertViolationAt(1);
  }

  @Test
  void replacedWhatWasNotThere() {
    did(PUT_X, new Stored(1, false));
    assertViolationAt(0);
  }

  @Test
  void deletedTwice() {
    did(PUT_X, new Stored(1, true));
    var first = recorder.invoke("a", DELETE);
    var second = recorder.invoke("b", DELETE);
    first.ok(new Deleted(2));
    second.ok(new Deleted(3));
    assertViolationAt(2);
  }

  @Test
  void deletedNothingThoughItWasThere() {
    did(PUT_X, new Stored(1, true));
    did(DELETE, new NothingToDelete());
    assertViolationAt(1);
  }

  @Test
  void conditionHeldThoughItShouldNot() {
    did(PUT_X, new Stored(1, true));
    did(PUT_Y, new Stored(2, false));
    did(new Put("k", "z", new IfMatch(1)), new Stored(3, false));
    assertViolationAt(2);
  }

  @Test
  void conditionRefusedThoughItHeld() {
    did(PUT_X, new Stored(1, true));
    did(new Put("k", "z", new IfMatch(1)), refusedOver("x", 1));
    assertViolationAt(1);
  }

  @Test
  void conditionRefusedOverAnOldEntry() {
    did(PUT_X, new Stored(1, true));
    did(PUT_Y, new Stored(2, false));
    did(new Put("k", "z", new IfAbsent()), refusedOver("x", 1));
    assertViolationAt(2);
  }

  @Test
  void createdTwiceUnderIfAbsent() {
    var first = recorder.invoke("a", new Put("k", "x", new IfAbsent()));
    var second = recorder.invoke("b", new Put("k", "y", new IfAbsent()));
    first.ok(new Stored(1, true));
    second.ok(new Stored(2, true));
    assertViolationAt(1);
  }

  @Test
  void unknownPutGetsItsRevisionFromALaterRead() {
    did(PUT_X, new Stored(1, true));
    recorder.invoke("a", PUT_Y).unknown();
    did(GET, found("x", 1));
    did(GET, found("y", 4));
    did(GET, found("y", 4));
    assertLinearizable();
    did(GET, found("y", 5));
    assertViolationAt(5);
  }

  @Test
  void unknownPutSeenThenGone() {
    did(PUT_X, new Stored(1, true));
    recorder.invoke("a", PUT_Y).unknown();
    did(GET, found("y", 2));
    did(GET, found("x", 1));
    assertViolationAt(3);
  }

  @Test
  void unknownPutAtARevisionBelowTheLastWrite() {
    recorder.invoke("a", PUT_Y).unknown();
    did(PUT_X, new Stored(5, true));
    did(GET, found("y", 3));
    assertViolationAt(2);
  }

  @Test
  void unknownPutExplainsThatTheNextReplaced() {
    recorder.invoke("a", PUT_Y).unknown();
    did(PUT_X, new Stored(5, false));
    assertLinearizable();
  }

  @Test
  void unknownConditionalPutNeedsItsCondition() {
    did(PUT_X, new Stored(1, true));
    did(PUT_X, new Stored(2, false));
    recorder.invoke("a", new Put("k", "y", new IfMatch(1))).unknown();
    did(GET, found("y", 3));
    assertViolationAt(3);
  }

  @Test
  void unknownDeleteExplainsAnAbsentKey() {
    did(PUT_X, new Stored(1, true));
    recorder.invoke("a", DELETE).unknown();
    did(GET, found("x", 1));
    did(GET, new Absent());
    did(PUT_Y, new Stored(3, true));
    assertLinearizable();
    did(GET, new Absent());
    assertViolationAt(5);
  }

  @Test
  void unknownWriteSeenByARefusal() {
    did(PUT_X, new Stored(1, true));
    recorder.invoke("a", PUT_Y).unknown();
    did(new Put("k", "z", new IfMatch(1)), refusedOver("y", 2));
    did(GET, found("y", 2));
    assertLinearizable();
    did(GET, found("x", 1));
    assertViolationAt(4);
  }

  @Test
  void answerToAnotherQuestionIsAMistakeInTheTest() {
    did(GET, new Stored(1, true));
    assertThatThrownBy(this::check)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot answer");
  }

  private void did(KvCall call, KvAnswer answer) {
    recorder.invoke("c", call).ok(answer);
  }

  private static KvAnswer found(String value, long modRevision) {
    return new Found(new Entry(value, modRevision));
  }

  private static KvAnswer refusedOver(String value, long modRevision) {
    return new PreconditionFailed(Optional.of(new Entry(value, modRevision)));
  }

  private Verdict<KvCall, KvAnswer> check() {
    return new LinearizabilityChecker<>(new KvModel()).check(recorder.history());
  }

  private void assertLinearizable() {
    check().requireLinearizable();
  }

  private void assertViolationAt(int id) {
    assertThat(check())
        .isInstanceOfSatisfying(
            Verdict.NotLinearizable.class,
            violation -> assertThat(violation.blocked().id()).isEqualTo(id));
  }
}
