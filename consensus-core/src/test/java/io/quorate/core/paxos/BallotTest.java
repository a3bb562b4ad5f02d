package io.quorate.core.paxos;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.quorum.ReplicaId;
import java.util.List;
import org.junit.jupiter.api.Test;

class BallotTest {
  private static final List<Ballot> RISING =
      List.of(
          Ballot.NONE,
          ballot(1, "a"),
          ballot(1, "b"),
          ballot(2, "-"),
          ballot(2, "a"),
          ballot(10, "a"));

  @Test
  void theRoundDecidesAndTheReplicaBreaksTies() {
    for (int one = 0; one < RISING.size(); one++) {
      for (int other = 0; other < RISING.size(); other++) {
        assertThat(Integer.signum(RISING.get(one).compareTo(RISING.get(other))))
            .as("%s against %s", RISING.get(one), RISING.get(other))
            .isEqualTo(Integer.compare(one, other));
        assertThat(RISING.get(one).isBelow(RISING.get(other))).isEqualTo(one < other);
      }
    }
  }

  @Test
  void aReplicaCanGoAboveAnyBallotAndOnlyWithItsOwnName() {
    ReplicaId first = new ReplicaId("-");
    for (Ballot ballot : RISING) {
      Ballot above = Ballot.above(ballot, first);

      assertThat(above).isGreaterThan(ballot);
      assertThat(above.replica()).isEqualTo(first);
    }
  }

  @Test
  void aBallotIsWrittenAsRoundAndReplica() {
    assertThat(ballot(7, "b")).hasToString("7.b");
  }

  private static Ballot ballot(long round, String replica) {
    return new Ballot(round, new ReplicaId(replica));
  }
}
