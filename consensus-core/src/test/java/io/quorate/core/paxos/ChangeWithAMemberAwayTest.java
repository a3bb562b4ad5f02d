package io.quorate.core.paxos;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.QuorumText;
import io.quorate.core.quorum.ReplicaId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A change that was proposed can not be taken back: whoever leads next finds votes for it and has
/// to propose it again (I4). One to a system that needs a member who is away would so keep the log
/// from moving until that member is back, so it is not proposed in the first place.
class ChangeWithAMemberAwayTest {
  private static final QuorumSystem WRITE_ALL = QuorumText.parse("flexible(1, 3; a b c)");
  private static final QuorumSystem READ_ALL = QuorumText.parse("flexible(3, 1; a b c)");
  private static final QuorumSystem TWO = QuorumText.parse("flexible(2, 2; a b c)");
  private static final QuorumSystem ONE_OF_TWO =
      QuorumText.parse("expression(read = a*b + c; write = a*c + b*c)");

  private final OneOfThree a =
      new OneOfThree(new Recovered(Ballot.NONE, 0, List.of(), Map.of(), true));
  private final long start = 1_000;

  private void lead() {
    Ballot ballot = a.campaign(start);
    a.sync(start);
    a.hear(OneOfThree.B, new Message.Promise(ballot, 0, OneOfThree.QUORUMS, List.of()), start);
    a.sync(start);
    a.hear(OneOfThree.B, new Message.Accepted(ballot, 1, 1), start);
  }

  /// As long as a follower may take to be heard.
  private long leadForAWhile() {
    lead();
    assertThat(a.replica.canChange()).as("c may yet answer").isFalse();
    long later = start + a.timing.electionTimeout();
    follows(OneOfThree.B, later);
    assertThat(a.replica.canChange()).isTrue();
    return later;
  }

  private void follows(ReplicaId peer, long now) {
    a.hear(peer, new Message.Learned(a.replica.leads().orElseThrow(), 1, 0), now);
  }

  @Test
  void onlyWhatTheMembersThatFollowAreEnoughForIsProposed() {
    long now = leadForAWhile();
    assertThat(a.replica.canChangeTo(TWO)).isTrue();
    assertThat(a.replica.canChangeTo(WRITE_ALL)).as("nothing could be chosen").isFalse();
    assertThat(a.replica.canChangeTo(READ_ALL)).as("nobody could be elected").isFalse();
    assertThat(a.replica.canChangeTo(ONE_OF_TWO)).as("c has to write").isFalse();

    follows(OneOfThree.C, now);
    assertThat(a.replica.canChangeTo(WRITE_ALL)).isTrue();
    assertThat(a.replica.canChangeTo(READ_ALL)).isTrue();
    assertThat(a.replica.canChangeTo(ONE_OF_TWO)).isTrue();
  }

  @Test
  void whoVotesFollowsToo() {
    lead();
    a.hear(OneOfThree.C, new Message.Accepted(a.replica.leads().orElseThrow(), 1, 1), start);
    assertThat(a.replica.canChangeTo(WRITE_ALL)).isTrue();
  }

  @Test
  void whoWasNotHeardForAnElectionTimeoutDoesNotCount() {
    lead();
    follows(OneOfThree.C, start);
    long end = start + a.timing.electionTimeout();
    follows(OneOfThree.B, end);
    assertThat(a.replica.canChangeTo(WRITE_ALL)).isTrue();
    follows(OneOfThree.B, end + 1);
    assertThat(a.replica.canChangeTo(WRITE_ALL)).isFalse();
  }

  @Test
  void whoAnswersThatItDoesNotVoteNowDoesNotCount() {
    long now = leadForAWhile();
    a.hear(OneOfThree.C, new Message.NotNow("its disk hangs"), now);
    assertThat(a.replica.canChangeTo(WRITE_ALL)).isFalse();
  }

  @Test
  void whatFollowedAnEarlierBallotDoesNotCount() {
    long now = leadForAWhile();
    a.hear(OneOfThree.C, new Message.Learned(new Ballot(0, OneOfThree.A), 1, 0), now);
    a.hear(OneOfThree.C, new Message.Accepted(new Ballot(0, OneOfThree.A), 1, 1), now);
    assertThat(a.replica.canChangeTo(WRITE_ALL)).isFalse();
  }
}
