package io.quorate.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Message;
import io.quorate.core.paxos.Recovered;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// I6 in the real engine: as long as the disk has not made a write durable, nothing that depends on
/// it leaves.
class DurableBeforeSentTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Ballot FIRST = new Ballot(1, LoneEngine.B);
  private static final Message.Prepare PREPARE = new Message.Prepare(FIRST, 0);
  private static final Message.Accept ACCEPT =
      new Message.Accept(FIRST, 1, List.of(new Decree.NoOp()), 0);

  private static void assertHeldUntilTheGateOpens(
      Recovered recovered, Message.Request request, Message.Reply expected) {
    try (LoneEngine lone = new LoneEngine(recovered)) {
      lone.disk.closeGate();
      CompletableFuture<Message.Reply> reply = lone.ask(LoneEngine.B, request);
      lone.settle();
      assertThat(reply).as("I6: answered before the write is durable").isNotDone();

      lone.disk.openGate();
      assertThat(reply).succeedsWithin(PATIENCE).isEqualTo(expected);
    }
  }

  @Test
  void aWelcomeWaitsUntilTheNewcomerIsNoted() {
    assertHeldUntilTheGateOpens(Recovered.nothing(), new Message.Hello(), new Message.Welcome());
  }

  @Test
  void aPromiseWaitsUntilItIsDurable() {
    assertHeldUntilTheGateOpens(
        LoneEngine.VOTER, PREPARE, new Message.Promise(FIRST, 0, LoneEngine.QUORUMS, List.of()));
  }

  @Test
  void aVoteWaitsUntilItIsDurable() {
    assertHeldUntilTheGateOpens(LoneEngine.VOTER, ACCEPT, new Message.Accepted(FIRST, 1, 1));
  }

  @Test
  void eachAnswerWaitsForItsOwnWrite() {
    try (LoneEngine lone = new LoneEngine(LoneEngine.VOTER)) {
      lone.disk.closeGate();
      CompletableFuture<Message.Reply> promise = lone.ask(LoneEngine.B, PREPARE);
      CompletableFuture<Message.Reply> vote = lone.ask(LoneEngine.B, ACCEPT);
      lone.settle();
      assertThat(promise).as("I6: promised before it is durable").isNotDone();

      lone.disk.letOneThrough();
      assertThat(promise).succeedsWithin(PATIENCE).isInstanceOf(Message.Promise.class);
      lone.settle();
      assertThat(vote).as("I6: only the promise is durable").isNotDone();

      lone.disk.letOneThrough();
      assertThat(vote).succeedsWithin(PATIENCE).isInstanceOf(Message.Accepted.class);
    }
  }

  @Test
  void aRepeatedRequestIsNotAnsweredBeforeTheFirstOnesWriteEither() {
    try (LoneEngine lone = new LoneEngine(LoneEngine.VOTER)) {
      lone.disk.closeGate();
      var _ = lone.ask(LoneEngine.B, ACCEPT);
      CompletableFuture<Message.Reply> repeated = lone.ask(LoneEngine.B, ACCEPT);
      lone.settle();
      assertThat(repeated).as("I6: the vote it repeats is not durable").isNotDone();

      lone.disk.openGate();
      assertThat(repeated).succeedsWithin(PATIENCE).isInstanceOf(Message.Accepted.class);
    }
  }

  @Test
  void aCandidatePreparesOnlyOnceItsRoundIsDurable() {
    try (LoneEngine lone = new LoneEngine(LoneEngine.VOTER)) {
      lone.disk.closeGate();
      CompletableFuture<Message.Reply> taking = lone.ask(LoneEngine.B, new Message.TakeOver(FIRST));
      lone.settle();
      assertThat(taking).as("I6: its round is not durable").isNotDone();
      assertThat(lone.sent)
          .as("I6: its round is not durable")
          .noneMatch(Message.Prepare.class::isInstance);

      lone.disk.openGate();
      assertThat(taking).succeedsWithin(PATIENCE).isInstanceOf(Message.Taking.class);
      assertThat(lone.sent).filteredOn(Message.Prepare.class::isInstance).hasSize(2);
    }
  }
}
