package io.quorate.core.paxos;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Effects.Send;
import io.quorate.core.paxos.Input.Sender;
import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.paxos.Message.Prepare;
import io.quorate.core.paxos.Message.Promise;
import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.ReplicaId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A candidate that learns more of the log between two sendings of its prepare must ask both times
/// for the same votes. Otherwise the promises do not fit together: one says nothing of a slot
/// because nobody voted there, the other because the candidate seemed to know it, and a no-op would
/// be proposed where a decree is chosen (I4).
class PrepareWhileCatchingUpTest {
  private static final ReplicaId A = new ReplicaId("a");
  private static final ReplicaId B = new ReplicaId("b");
  private static final Sender FROM_B = new Sender(B, 2);
  private static final Sender FROM_C = new Sender(new ReplicaId("c"), 3);
  private static final Ballot OLD = new Ballot(1, new ReplicaId("c"));
  private static final Decree CHOSEN = Decree.Batch.of(7, List.of());

  private final Timing timing = Timing.defaults();
  private final Acceptor b =
      new Acceptor(
          new Recovered(OLD, 0, List.of(new AcceptedDecree(1, OLD, CHOSEN)), Map.of(), true),
          OneOfThree.QUORUMS);
  private final Replica a =
      new Replica(
          A,
          Majority.of(List.of(A, B, new ReplicaId("c"))),
          timing,
          new Recovered(OLD, 0, List.of(), Map.of(), true),
          0);

  @Test
  void aChosenSlotIsProposedAgainWithWhatWasChosen() {
    prepareAt(1_000);
    long later = 1_000 + timing.resendAfter();
    assertThat(
            a.step(new Input.Fetched(FROM_C, List.of(new AcceptedDecree(1, OLD, CHOSEN))), later)
                .chosen())
        .as("slot 1 is chosen, and now this replica knows it")
        .hasSize(1);

    Prepare again = sentTo(B, Prepare.class, a.step(new Input.Tick(), later)).orElseThrow();
    Promise promise = (Promise) b.onPrepare(again).reply();
    Effects effects = a.step(new Input.Answered(FROM_B, promise), later);

    Accept accept = sentTo(B, Accept.class, effects).orElseThrow();
    assertThat(accept.decrees().get((int) (1 - accept.firstSlot())))
        .as("I4: slot 1 in the higher ballot")
        .isEqualTo(CHOSEN);
  }

  private void prepareAt(long now) {
    Effects asked = a.step(new Input.Tick(), now);
    Ballot ballot = sentTo(B, Message.PreVote.class, asked).orElseThrow().ballot();
    Effects prepared = a.step(new Input.Answered(FROM_B, new Message.PreVoted(ballot, true)), now);
    assertThat(sentTo(B, Prepare.class, prepared)).as("this one gets lost").isPresent();
    a.step(new Input.Durable(prepared.sequence()), now);
  }

  private static <M> Optional<M> sentTo(ReplicaId peer, Class<M> kind, Effects effects) {
    return effects.sends().stream()
        .filter(send -> send.to().equals(peer))
        .map(Send::request)
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst();
  }
}
