package io.quorate.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// I6: nothing is sent that depends on a write not yet durable.
class HeldTest {
  private final Held held = new Held();
  private final List<String> sent = new ArrayList<>();

  private void send(long after, String message) {
    held.send(after, () -> sent.add(message));
  }

  @Test
  void whatRestsOnNothingLeavesAtOnceEvenPastWhatWaits() {
    send(1, "promise");
    send(0, "prevote");
    assertThat(sent).containsExactly("prevote");
  }

  @Test
  void aMessageWaitsForTheWritesItRestsOn() {
    send(1, "promise");
    send(2, "accepted");
    assertThat(sent).as("I6: nothing is durable yet").isEmpty();

    held.durable(1);
    assertThat(sent).as("I6: only 1 is durable").containsExactly("promise");

    held.durable(2);
    assertThat(sent).containsExactly("promise", "accepted");
  }

  @Test
  void oneGroupThatIsDurableLetsEveryEarlierOneGoInOrder() {
    send(1, "a");
    send(2, "b");
    send(2, "c");
    send(4, "d");
    held.durable(3);
    assertThat(sent).containsExactly("a", "b", "c");
    assertThat(held.durable()).isEqualTo(3);
  }

  @Test
  void noneWaitsForMoreThanItRestsOnBehindOthersThatDo() {
    send(2, "kept");
    send(1, "an older copy");
    held.durable(1);
    assertThat(sent).containsExactly("an older copy");
  }

  @Test
  void whatIsDurableAlreadyHoldsUpNothing() {
    held.durable(2);
    send(2, "again");
    send(3, "new");
    assertThat(sent).containsExactly("again");
  }
}
