package io.quorate.core.paxos;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Effects.ReadReady;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A follower puts its question again when there is no answer yet. The answer to the first one
/// counts all the same, but only for reads that were there when it was put (I8).
class SlowAnswersToReadsTest {
  private static final Ballot BALLOT = new Ballot(1, OneOfThree.B);

  private final OneOfThree a =
      new OneOfThree(new Recovered(Ballot.NONE, 0, List.of(), Map.of(), true));

  private long ask(long ticket, long now) {
    a.take(new Input.Read(ticket), now);
    return a.last(Message.ReadIndex.class).question();
  }

  private long askAgain(long now) {
    a.tick(now);
    return a.last(Message.ReadIndex.class).question();
  }

  private Effects answer(long question, long now) {
    return a.hear(OneOfThree.B, new Message.ReadFrom(question, BALLOT, 0), now);
  }

  @Test
  void anAnswerThatTakesLongerThanTheNextQuestionCounts() {
    a.hear(OneOfThree.B, new Message.Learn(BALLOT, 0, 0), 1);
    long first = ask(1, 1);
    a.take(new Input.Read(2), 2);
    long second = askAgain(1 + a.timing.resendAfter());
    assertThat(second).isGreaterThan(first);

    Effects early = answer(first, 250);
    assertThat(early.reads()).as("I8").containsExactly(new ReadReady(1, 0));

    assertThat(answer(second, 450).reads()).containsExactly(new ReadReady(2, 0));
  }

  @Test
  void anotherLeaderIsAskedAnew() {
    a.hear(OneOfThree.B, new Message.Learn(BALLOT, 0, 0), 1);
    long first = ask(1, 1);
    Ballot higher = Ballot.above(BALLOT, OneOfThree.C);
    a.hear(OneOfThree.C, new Message.Learn(higher, 0, 0), 2);
    long second = a.last(Message.ReadIndex.class).question();

    assertThat(answer(first, 3).reads()).isEmpty();
    Message.ReadFrom anew = new Message.ReadFrom(second, higher, 0);
    assertThat(a.hear(OneOfThree.C, anew, 4).reads()).containsExactly(new ReadReady(1, 0));
  }
}
