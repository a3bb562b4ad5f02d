package io.quorate.core.paxos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A leader is told in a promise that slots are chosen, and the only one who knows them goes away
/// for good. Its own slots were chosen and its peers answered, so it led on, and never served.
class LeaderWithoutTheLogTest {
  private static final Ballot OLD = new Ballot(1, OneOfThree.C);

  private final OneOfThree a = new OneOfThree(new Recovered(OLD, 3, List.of(), Map.of(), true));
  private final long start = 1_000;

  @Test
  void stepsDown() {
    lead();
    assertThat(leadsAfter(start + a.timing.progressTimeout() - 1)).isTrue();
    assertThat(leadsAfter(start + a.timing.progressTimeout())).isFalse();
  }

  @Test
  void leadsOnAsLongAsItLearns() {
    lead();
    a.take(
        new Input.Fetched(
            OneOfThree.FROM_C, List.of(new AcceptedDecree(4, OLD, new Decree.NoOp()))),
        start + 1_500);
    assertThat(leadsAfter(start + a.timing.progressTimeout())).isTrue();
  }

  private void lead() {
    Ballot ballot = a.campaign(start);
    a.sync(start);
    a.hear(OneOfThree.B, new Message.Promise(ballot, 6, OneOfThree.QUORUMS, List.of()), start);
    a.sync(start);
    a.hear(OneOfThree.C, new Message.Accepted(ballot, 7, 7), start);
    assertThat(a.replica.leads()).contains(ballot);
    assertThat(a.replica.status().slotsInFlight()).as("slot 7 is chosen").isZero();
    assertThat(a.replica.canPropose()).as("slots 4 to 6 are unknown").isFalse();
  }

  /// Whether it leads at that time, with a peer that answers all along.
  private boolean leadsAfter(long end) {
    for (long now = start; now <= end; now++) {
      a.sync(now);
      a.hear(OneOfThree.C, new Message.NotNow("still here"), now);
      a.tick(now);
    }
    return a.replica.leads().isPresent();
  }
}
