package io.quorate.core.paxos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// One of two replicas had promised the higher ballot, the other knew so much more of the log that
/// only it could be voted for. It was never told of the promise, asked for the same low ballot for
/// ever, and nobody led.
class CandidateWithTooLowABallotTest {
  private static final Ballot HIGH = new Ballot(7, OneOfThree.C);

  @Test
  void isToldThePromise() {
    OneOfThree voter = new OneOfThree(new Recovered(HIGH, 0, List.of(), Map.of(), true));
    Ballot low = new Ballot(2, OneOfThree.B);

    Effects effects = voter.hear(OneOfThree.B, new Message.PreVote(low, 9), 1_000);

    assertThat(effects.answers())
        .extracting(Effects.Answer::reply)
        .containsExactly(new Message.Refused(low, HIGH));
  }

  @Test
  void asksForAHigherOneWhenTold() {
    OneOfThree candidate = new OneOfThree(new Recovered(Ballot.NONE, 9, List.of(), Map.of(), true));
    candidate.tick(1_000);
    Ballot low = candidate.last(Message.PreVote.class).ballot();

    candidate.hear(OneOfThree.B, new Message.Refused(low, HIGH), 1_001);
    candidate.tick(1_000 + 2 * candidate.timing.heartbeat());

    assertThat(candidate.last(Message.PreVote.class).ballot())
        .isEqualTo(Ballot.above(HIGH, OneOfThree.A));
  }
}
