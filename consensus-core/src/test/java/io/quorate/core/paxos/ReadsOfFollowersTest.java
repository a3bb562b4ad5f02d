package io.quorate.core.paxos;

import static io.quorate.core.paxos.OneOfThree.B;
import static io.quorate.core.paxos.OneOfThree.C;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Message.Learn;
import io.quorate.core.paxos.Message.ReadFrom;
import io.quorate.core.paxos.Message.ReadIndex;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A follower's question says what it has promised when it asked. Its reads began before that, so
/// with the leader's own promise it may be all that a confirmation needs (I8).
class ReadsOfFollowersTest {
  private static final long NOW = 1_000;

  private final OneOfThree a =
      new OneOfThree(new Recovered(Ballot.NONE, 0, List.of(), Map.of(), true));

  private Ballot lead() {
    Ballot ballot = a.campaign(NOW);
    a.sync(NOW);
    Effects opened = a.hear(B, new Message.Promise(ballot, 0, OneOfThree.QUORUMS, List.of()), NOW);
    long slot = a.last(Message.Accept.class).firstSlot();
    a.take(new Input.Durable(opened.sequence()), NOW);
    a.hear(B, new Message.Accepted(ballot, slot, slot), NOW);
    assertThat(a.replica.canPropose()).isTrue();
    return ballot;
  }

  @Test
  void oneOfThreeAndTheLeaderConfirmTogether() {
    Ballot ballot = lead();

    Effects effects = a.hear(B, new ReadIndex(ballot, 7), NOW);

    assertThat(effects.answers().getFirst().reply()).isEqualTo(new ReadFrom(7, ballot, 1));
    assertThat(a.sent(Learn.class)).isFalse();
  }

  @Test
  void whoHasPromisedAnotherBallotConfirmsNothing() {
    Ballot ballot = lead();

    Effects effects = a.hear(B, new ReadIndex(Ballot.above(ballot, C), 7), NOW);

    assertThat(effects.answers()).as("I8").isEmpty();
    assertThat(a.last(Learn.class).confirmation()).isPositive();
  }

  @Test
  void aLeaderThatHasNotAppliedItsNoOpAnswersNothing() {
    Ballot ballot = a.campaign(NOW);
    a.sync(NOW);
    a.hear(B, new Message.Promise(ballot, 0, OneOfThree.QUORUMS, List.of()), NOW);

    assertThat(a.hear(B, new ReadIndex(ballot, 7), NOW).answers()).as("I8").isEmpty();
  }

  @Test
  void whoOwesAnAnswerIsSparedUntilTheNextHeartbeat() {
    Ballot ballot = lead();
    a.take(new Input.Read(1), NOW);
    long confirmation = a.last(Learn.class).confirmation();
    a.hear(B, new Message.Learned(ballot, 1, confirmation), NOW);

    Effects next = a.take(new Input.Read(2), NOW);
    assertThat(next.sends()).extracting(Effects.Send::to).containsExactly(B);

    Effects heartbeat = a.tick(NOW + a.timing.heartbeat());
    assertThat(heartbeat.sends()).extracting(Effects.Send::to).containsExactlyInAnyOrder(B, C);
  }
}
