package io.quorate.core.paxos;

import static io.quorate.core.paxos.OneOfThree.B;
import static io.quorate.core.paxos.OneOfThree.C;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.paxos.Message.Accepted;
import io.quorate.core.paxos.Message.NotNow;
import io.quorate.core.paxos.Message.Prepare;
import io.quorate.core.paxos.Message.Promise;
import io.quorate.core.paxos.Message.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A promise tells all votes above the log that is known chosen without a gap. With a gap low in
/// it, it grew until no message could carry it, and nobody was elected without it.
class VotesAboveAGapTest {
  private static final Ballot OF_B = new Ballot(1, B);
  private static final Decree MEGABYTE = new Decree.Batch(0, new byte[1 << 20]);
  private static final int WINDOW = Timing.defaults().maxInFlight();

  private final OneOfThree a =
      new OneOfThree(new Recovered(Ballot.NONE, 0, List.of(), Map.of(B, 1L, C, 1L), true));
  private final long now = 1_000;

  private Reply accept(long slot, Decree decree, long chosenUpTo) {
    var accept = new Accept(OF_B, slot, List.of(decree), chosenUpTo);
    Effects effects = a.hear(B, accept, now);
    a.sync(now);
    return effects.answers().getFirst().reply();
  }

  @Test
  void aFollowerThatMissesASlotIsFullOnceItsVotesFillAMessage() {
    long slot = 2;
    while (accept(slot, MEGABYTE, slot - 1) instanceof Accepted && slot < 100) {
      slot++;
    }
    assertThat(slot).as("the first that it does not take").isEqualTo(17);
    assertThat(accept(slot, MEGABYTE, slot - 1)).isInstanceOf(NotNow.class);

    Prepare prepare = new Prepare(new Ballot(2, C), 0);
    Promise promise = (Promise) a.hear(C, prepare, now).answers().getFirst().reply();
    assertThat(promise.accepted()).as("megabytes in the promise").hasSize(15);
  }

  @Test
  void aFullFollowerTakesTheSlotThatItMissesAndThenTheOthers() {
    for (long slot = 2; slot < 17; slot++) {
      accept(slot, MEGABYTE, 0);
    }
    assertThat(accept(17, MEGABYTE, 0)).isInstanceOf(NotNow.class);

    assertThat(accept(1, MEGABYTE, 0)).isInstanceOf(Accepted.class);
    assertThat(accept(17, MEGABYTE, 16)).as("16 are chosen").isInstanceOf(NotNow.class);
    assertThat(accept(17, MEGABYTE, 16)).as("and now it knows").isInstanceOf(Accepted.class);
  }

  @Test
  void whatIsFetchedMakesRoom() {
    for (long slot = 2; slot < 17; slot++) {
      accept(slot, MEGABYTE, 0);
    }
    assertThat(a.hear(B, new Message.Learn(OF_B, 16, 0), now).fetches())
        .containsExactly(new Effects.Fetch(B, 1));

    a.take(
        new Input.Fetched(OneOfThree.FROM_C, List.of(new AcceptedDecree(1, OF_B, MEGABYTE))), now);
    a.sync(now);
    a.hear(B, new Message.Learn(OF_B, 16, 0), now);

    assertThat(accept(17, MEGABYTE, 16)).isInstanceOf(Accepted.class);
  }

  @Test
  void aLeaderProposesNoFurtherThanItsWindowAheadOfTheLog() {
    Ballot ballot = a.campaign(now);
    a.sync(now);
    a.hear(B, new Promise(ballot, 0, OneOfThree.QUORUMS, List.of()), now);
    a.sync(now);
    a.hear(B, new Accepted(ballot, 1, 1), now);
    for (int slot = 2; slot < 2 + WINDOW; slot++) {
      assertThat(a.replica.canPropose()).as("slot %s", slot).isTrue();
      a.take(new Input.Propose(0, List.of()), now);
      a.sync(now);
    }

    a.hear(B, new Accepted(ballot, 3, 1 + WINDOW), now);
    assertThat(a.replica.slotsInFlight()).as("all but slot 2 are chosen").isEqualTo(1);
    assertThat(a.replica.canPropose()).as("slot 2 keeps the log from moving").isFalse();

    a.hear(B, new Accepted(ballot, 2, 2), now);
    assertThat(a.replica.canPropose()).isTrue();
  }
}
