package io.quorate.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.testkit.history.RegisterModel.Answer;
import io.quorate.testkit.history.RegisterModel.Call;
import io.quorate.testkit.history.RegisterModel.Cas;
import io.quorate.testkit.history.RegisterModel.Read;
import io.quorate.testkit.history.RegisterModel.Swapped;
import io.quorate.testkit.history.RegisterModel.Value;
import io.quorate.testkit.history.RegisterModel.Write;
import io.quorate.testkit.history.RegisterModel.Written;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Small histories that a person can judge at a glance.
class RegisterLinearizabilityTest {

  private final HistoryRecorder<Call<Integer>, Answer<Integer>> recorder = new HistoryRecorder<>();

  @Test
  void nothingHappened() {
    assertLinearizable();
  }

  @Test
  void readsOfOneClientAfterAnother() {
    reads("b", null);
    writes("a", 1);
    reads("b", 1);
    assertLinearizable();
  }

  @Test
  void staleRead() {
    writes("a", 1);
    writes("a", 2);
    reads("b", 1);
    assertViolationAt(2);
  }

  @Test
  void readOfWhatNobodyWrote() {
    writes("a", 1);
    reads("b", 7);
    assertViolationAt(1);
  }

  @Test
  void readDuringWriteMaySeeEither() {
    var write = recorder.invoke("a", new Write<>(1));
    reads("b", null);
    reads("b", 1);
    write.ok(new Written<>());
    reads("b", 1);
    assertLinearizable();
  }

  @Test
  void newThenOldRead() {
    var write = recorder.invoke("a", new Write<>(1));
    reads("b", 1);
    reads("c", null);
    write.ok(new Written<>());
    assertViolationAt(2);
  }

  @Test
  void lostUpdate() {
    writes("a", 0);
    var first = recorder.invoke("a", new Cas<>(0, 1));
    var second = recorder.invoke("b", new Cas<>(0, 2));
    first.ok(new Swapped<>(true));
    second.ok(new Swapped<>(true));
    assertViolationAt(2);
  }

  @Test
  void oneOfTwoRacingUpdatesWins() {
    writes("a", 0);
    var first = recorder.invoke("a", new Cas<>(0, 1));
    var second = recorder.invoke("b", new Cas<>(0, 2));
    first.ok(new Swapped<>(false));
    second.ok(new Swapped<>(true));
    reads("a", 2);
    assertLinearizable();
  }

  @Test
  void refusedUpdateThatShouldHaveWon() {
    writes("a", 0);
    recorder.invoke("a", new Cas<>(0, 1)).ok(new Swapped<>(false));
    assertViolationAt(1);
  }

  @Test
  void failedWriteIsNeverSeen() {
    recorder.invoke("a", new Write<>(1)).failed();
    reads("b", null);
    assertLinearizable();
  }

  @Test
  void failedWriteSeen() {
    recorder.invoke("a", new Write<>(1)).failed();
    reads("b", 1);
    assertViolationAt(1);
  }

  @Test
  void blamesTheReadNotTheWriteThatTurnedOutToHaveFailed() {
    var write = recorder.invoke("a", new Write<>(1));
    reads("b", 1);
    write.failed();
    reads("b", null);
    assertViolationAt(1);
  }

  @Test
  void unknownWriteNeverSeen() {
    recorder.invoke("a", new Write<>(1)).unknown();
    reads("b", null);
    assertLinearizable();
  }

  @Test
  void unknownWriteSeenLater() {
    recorder.invoke("a", new Write<>(1)).unknown();
    reads("b", null);
    writes("c", 2);
    reads("b", 2);
    reads("b", 1);
    reads("b", 1);
    assertLinearizable();
  }

  @Test
  void unknownWriteSeenThenGone() {
    recorder.invoke("a", new Write<>(1)).unknown();
    reads("b", 1);
    reads("b", null);
    assertViolationAt(2);
  }

  @Test
  void unknownWriteSeenBeforeItWasAsked() {
    reads("b", 1);
    recorder.invoke("a", new Write<>(1)).unknown();
    assertViolationAt(0);
  }

  @Test
  void unknownWriteTakesEffectOnce() {
    recorder.invoke("a", new Write<>(1)).unknown();
    reads("b", 1);
    writes("c", 2);
    reads("b", 1);
    assertViolationAt(3);
  }

  @Test
  void twoUnknownWritesOfOneValueTakeEffectTwice() {
    recorder.invoke("a", new Write<>(1)).unknown();
    recorder.invoke("d", new Write<>(1)).unknown();
    reads("b", 1);
    writes("c", 2);
    reads("b", 1);
    assertLinearizable();
  }

  @Test
  void callLeftOpenCountsAsUnknown() {
    recorder.invoke("a", new Write<>(1));
    reads("b", null);
    reads("b", 1);
    assertLinearizable();
  }

  @Test
  void witnessIsTheOrderOfEffect() {
    var slow = recorder.invoke("a", new Write<>(1));
    writes("b", 2);
    reads("c", 1);
    slow.ok(new Written<>());
    if (!(check() instanceof Verdict.Linearizable<Call<Integer>, Answer<Integer>>(var witness))) {
      throw new AssertionError(check().message());
    }
    assertThat(witness.get("all")).extracting(Operation::id).containsExactly(1, 0, 2);
  }

  @Test
  void messageNamesTheOperationTheStatesAndTheTime() {
    writes("a", 1);
    writes("a", 2);
    reads("b", 1);
    assertThatThrownBy(() -> check().requireLinearizable())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("NOT LINEARIZABLE (I8)")
        .hasMessageContaining("No place fits:  #2 b: Read[] -> Value[value=Optional[1]]")
        .hasMessageContaining("which leaves: Optional[2]")
        .hasMessageContaining("> 5..6     || #2 b: Read[]");
  }

  @Test
  void givingUpIsNotAVerdict() {
    writes("a", 1);
    reads("b", 2);
    var verdict =
        new LinearizabilityChecker<>(new RegisterModel<Integer>(), 1).check(recorder.history());
    assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
    assertThatThrownBy(verdict::requireLinearizable)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("UNDECIDED, which is not a pass");
  }

  private void writes(String client, int value) {
    recorder.invoke(client, new Write<>(value)).ok(new Written<>());
  }

  private void reads(String client, @Nullable Integer value) {
    recorder.invoke(client, new Read<>()).ok(new Value<>(Optional.ofNullable(value)));
  }

  private Verdict<Call<Integer>, Answer<Integer>> check() {
    return new LinearizabilityChecker<>(new RegisterModel<Integer>()).check(recorder.history());
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
