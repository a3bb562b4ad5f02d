package io.quorate.core.paxos;

import static io.quorate.core.paxos.OneOfThree.A;
import static io.quorate.core.paxos.OneOfThree.B;
import static io.quorate.core.paxos.OneOfThree.C;
import static io.quorate.core.paxos.OneOfThree.QUORUMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Message.Prepare;
import io.quorate.core.paxos.Message.Promise;
import io.quorate.core.paxos.Message.Refused;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.QuorumText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// I4 where one ballot changes the quorum system and another does not know of it. Phase-2 quorums
/// of the new system need not meet each other, so two ballots must never choose with it at once.
class ChangeBehindAnotherBallotTest {
  private static final Ballot LOWER = new Ballot(1, A);
  private static final Ballot HIGHER = new Ballot(1, B);
  private static final Decree NO_OP = new Decree.NoOp();
  private static final Decree OTHER = Decree.Batch.of(2, List.of());

  private static Decree changeTo(QuorumSystem system) {
    return new Decree.Change(Decree.Batch.of(1, List.of()), system);
  }

  /// The explorer found it: two of three promise 1.a, then 1.b, and choose the change in 1.b. The
  /// third fetches it and promises 1.a; then 1.a is won with the new system, and one vote chooses.
  @Test
  void whoHasFetchedTheChangePromisesNothingBelowTheBallotThatChoseIt() {
    Decree change = changeTo(QuorumText.parse("flexible(3, 1; a b c)"));
    Recovered empty = new Recovered(Ballot.NONE, 0, List.of(), Map.of(), true);
    Acceptor third = new Acceptor(empty, QUORUMS);
    AcceptedDecree row = new AcceptedDecree(1, HIGHER, change);

    assertThat(third.onFetched(row))
        .containsExactly(new Write.Promised(HIGHER), new Write.Accepted(row));
    third.forget(List.of(new Effects.Chosen(1, change)));
    assertThat(third.onPrepare(new Prepare(LOWER, 0)).reply()).isInstanceOf(Refused.class);
    assertThat(third.onPrepare(new Prepare(HIGHER, 0)).reply()).isInstanceOf(Promise.class);
  }

  @Test
  void whoHasPromisedMoreFetchesWithoutAnotherPromise() {
    Recovered promised = new Recovered(new Ballot(2, A), 0, List.of(), Map.of(), true);
    AcceptedDecree row = new AcceptedDecree(1, HIGHER, NO_OP);

    assertThat(new Acceptor(promised, QUORUMS).onFetched(row))
        .containsExactly(new Write.Accepted(row));
  }

  /// A ballot that did not see the change has chosen slot 7 with the old system, over an open slot
  /// 5. This one inherits both. If all had voted for slot 5 alone and the change counted, one of
  /// them could win the next ballot by itself and know nothing of slot 7.
  @Test
  void whatIsInheritedAboveAChangeIsChosenTogetherWithIt() {
    Decree change = changeTo(QuorumText.parse("flexible(1, 3; a b c)"));
    Leadership leadership = new Leadership(HIGHER, QUORUMS, 5, 3);
    leadership.propose(List.of(change, NO_OP, OTHER, NO_OP), 4, 0);

    leadership.onAccepted(A, 5, 5);
    leadership.onAccepted(B, 5, 8);
    assertThat(leadership.onAccepted(C, 5, 8)).as("A has not voted above the change").isEmpty();
    leadership.onAccepted(A, 6, 6);
    assertThat(leadership.onAccepted(A, 8, 8)).as("slot 7 is missing").isEmpty();
    assertThat(leadership.onAccepted(A, 7, 7))
        .extracting(Effects.Chosen::slot)
        .containsExactly(5L, 6L, 7L, 8L);
  }

  @Test
  void whatIsInheritedBelowAChangeDoesNotWaitForIt() {
    Decree change = changeTo(QuorumText.parse("flexible(1, 3; a b c)"));
    Leadership leadership = new Leadership(HIGHER, QUORUMS, 5, 2);
    leadership.propose(List.of(OTHER, change, NO_OP), 4, 0);

    leadership.onAccepted(A, 5, 7);
    assertThat(leadership.onAccepted(B, 5, 7)).containsExactly(new Effects.Chosen(5, OTHER));
    assertThat(leadership.onAccepted(C, 6, 7)).hasSize(2);
  }
}
