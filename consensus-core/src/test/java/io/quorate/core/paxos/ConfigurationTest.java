package io.quorate.core.paxos;

import static io.quorate.core.paxos.OneOfThree.A;
import static io.quorate.core.paxos.OneOfThree.B;
import static io.quorate.core.paxos.OneOfThree.C;
import static io.quorate.core.paxos.OneOfThree.QUORUMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Message.Prepare;
import io.quorate.core.paxos.Message.Promise;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.QuorumText;
import java.util.List;
import org.junit.jupiter.api.Test;

/// While one quorum system takes the place of another, both count, and a candidate that knows only
/// the old one finds out before it leads (I5).
class ConfigurationTest {
  private static final QuorumSystem READ_ALL =
      QuorumText.parse("expression(read = a*b*c; write = a + b + c)");
  private static final Ballot OLD = new Ballot(1, A);
  private static final Ballot MINE = new Ballot(2, B);
  private static final Decree CHANGE = new Decree.Change(Decree.Batch.of(1, List.of()), READ_ALL);
  private static final Decree LATER = Decree.Batch.of(2, List.of());

  private static Leadership leadership() {
    return new Leadership(OLD, QUORUMS, 5, 0);
  }

  @Test
  void aChangeNeedsBothSystemsAndWhatComesBeforeItOnlyTheOld() {
    Leadership leadership = leadership();
    leadership.propose(List.of(LATER, CHANGE), 4, 0);

    leadership.onAccepted(A, 5, 6);
    assertThat(leadership.onAccepted(B, 5, 5)).hasSize(1);
    assertThat(leadership.isChanging()).isTrue();
    assertThat(leadership.onAccepted(C, 6, 6)).as("a majority, and one of any").hasSize(1);

    assertThat(leadership.quorums().text()).startsWith("joint(");
    leadership.settle(5);
    assertThat(leadership.isChanging()).as("known chosen only up to the slot before").isTrue();
    leadership.settle(6);
    assertThat(leadership.quorums()).isEqualTo(READ_ALL);
  }

  @Test
  void afterTheChangeTheNewSystemDecidesAlone() {
    Leadership leadership = leadership();
    leadership.propose(List.of(CHANGE), 4, 0);
    leadership.onAccepted(A, 5, 5);
    leadership.onAccepted(B, 5, 5);
    leadership.settle(5);
    leadership.propose(List.of(LATER), 5, 0);

    assertThat(leadership.onAccepted(C, 6, 6)).as("one is enough").hasSize(1);
  }

  @Test
  void whoSeesAVoteForTheChangeNeedsTheNewSystemToo() {
    Campaign campaign = Campaign.of(new Prepare(MINE, 4), QUORUMS);
    AcceptedDecree vote = new AcceptedDecree(5, OLD, CHANGE);
    Campaign two =
        campaign
            .with(B, new Promise(MINE, 4, QUORUMS, List.of()))
            .with(A, new Promise(MINE, 4, QUORUMS, List.of(vote)));

    assertThat(two.isWon()).as("a slot after 5 may be chosen by c alone").isFalse();
    assertThat(two.with(C, new Promise(MINE, 4, QUORUMS, List.of())).isWon()).isTrue();
  }

  @Test
  void whoHearsThatTheChangeIsOverNeedsTheNewSystem() {
    Campaign campaign = Campaign.of(new Prepare(MINE, 4), QUORUMS);
    Campaign two =
        campaign
            .with(B, new Promise(MINE, 4, QUORUMS, List.of()))
            .with(A, new Promise(MINE, 5, READ_ALL, List.of()));

    assertThat(two.isWon()).isFalse();
    assertThat(two.inheritance().quorums()).isEqualTo(READ_ALL);
  }

  @Test
  void aChangeThatLostItsSlotToAHigherBallotCountsNoMore() {
    Campaign campaign = Campaign.of(new Prepare(new Ballot(3, B), 4), QUORUMS);
    Ballot mine = campaign.ballot();
    Campaign two =
        campaign
            .with(B, new Promise(mine, 4, QUORUMS, List.of(new AcceptedDecree(5, MINE, LATER))))
            .with(A, new Promise(mine, 4, QUORUMS, List.of(new AcceptedDecree(5, OLD, CHANGE))));

    assertThat(two.isWon()).as("5 was not chosen in the lower ballot (I4)").isTrue();
  }

  @Test
  void anAcceptorTellsTheSystemThatItsLogHasPutInForce() {
    Acceptor acceptor = new Acceptor(Recovered.nothing(), QUORUMS);
    acceptor.forget(List.of(new Effects.Chosen(1, LATER), new Effects.Chosen(2, CHANGE)));

    assertThat(acceptor.onPrepare(new Prepare(MINE, 0)).reply())
        .isEqualTo(new Promise(MINE, 2, READ_ALL, List.of()));
  }
}
