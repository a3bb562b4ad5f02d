package io.quorate.core.paxos;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Input.Sender;
import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A leader of five may learn that its slot was chosen otherwise in a higher ballot, by three that
/// do not include it. If it went on to lead, its commit index would make a follower that voted for
/// its own proposal take that for chosen (I4, I7).
class LeaderThatWasPassedByTest {
  private static final ReplicaId B = new ReplicaId("b");
  private static final ReplicaId C = new ReplicaId("c");
  private static final Decree OTHER = Decree.Batch.of(7, List.of());

  private static final QuorumSystem QUORUMS =
      Majority.of(List.of(new ReplicaId("a"), B, C, new ReplicaId("d"), new ReplicaId("e")));

  private final Replica a =
      new Replica(
          new ReplicaId("a"),
          QUORUMS,
          Timing.defaults(),
          new Recovered(Ballot.NONE, 0, List.of(), Map.of(), true),
          0);

  @Test
  void leadsNoMore() {
    lead(1_000);
    Ballot lower = a.leads().orElseThrow();
    Ballot higher = Ballot.above(lower, new ReplicaId("e"));

    a.step(
        new Input.Fetched(new Sender(C, 1), List.of(new AcceptedDecree(1, higher, OTHER))), 1_001);

    assertThat(a.leads()).as("it knows of a choice in %s", higher).isEmpty();
    assertThat(a.chosenUpTo()).isEqualTo(1);
  }

  @Test
  void leadsOnWhenTheChoiceIsOlder() {
    lead(1_000);
    Ballot older = new Ballot(0, B);

    a.step(
        new Input.Fetched(new Sender(C, 1), List.of(new AcceptedDecree(1, older, OTHER))), 1_001);

    assertThat(a.leads()).isPresent();
  }

  private void lead(long now) {
    Effects asked = a.step(new Input.Tick(), now);
    Ballot ballot =
        asked.sends().stream()
            .map(Effects.Send::request)
            .filter(Message.PreVote.class::isInstance)
            .map(one -> ((Message.PreVote) one).ballot())
            .findFirst()
            .orElseThrow();
    Effects prepared = prepare(now, ballot);
    a.step(new Input.Durable(prepared.sequence()), now);
    for (ReplicaId peer : List.of(B, C)) {
      answer(peer, new Message.Promise(ballot, 0, QUORUMS, List.of()), now);
    }
    assertThat(a.leads()).contains(ballot);
  }

  private Effects prepare(long now, Ballot ballot) {
    answer(B, new Message.PreVoted(ballot, true), now);
    return answer(C, new Message.PreVoted(ballot, true), now);
  }

  private Effects answer(ReplicaId peer, Message.Reply reply, long now) {
    return a.step(new Input.Answered(new Sender(peer, 1), reply), now);
  }
}
