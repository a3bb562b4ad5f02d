package io.quorate.core.paxos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A candidate whose disk hung went on to write promises of ever higher ballots, and when the disk
/// came back sent them all, to depose whoever led by then.
class CandidateWithAHungDiskTest {
  private final OneOfThree a =
      new OneOfThree(new Recovered(Ballot.NONE, 0, List.of(), Map.of(), true));
  private final long start = 1_000;

  @Test
  void standsBackUntilTheDiskIsBack() {
    a.campaign(start);
    long hung = start + a.timing.progressTimeout() + 1;
    a.tick(hung);
    assertThat(a.replica.status().role()).isEqualTo("follower");

    long patient = hung + 10 * a.timing.electionTimeout();
    a.tick(patient);
    assertThat(a.sent(Message.PreVote.class)).as("asks for votes, the disk still hangs").isFalse();

    a.sync(patient + 1);
    a.tick(patient + 2);
    assertThat(a.sent(Message.PreVote.class)).as("asks for votes, the disk is back").isTrue();
  }
}
