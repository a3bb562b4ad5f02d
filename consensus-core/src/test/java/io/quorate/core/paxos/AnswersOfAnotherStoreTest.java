package io.quorate.core.paxos;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Input.Sender;
import io.quorate.core.quorum.ReplicaId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Nothing counts that is said by a store other than the one its replica is known with, or by no
/// member: not even decrees that it calls chosen.
class AnswersOfAnotherStoreTest {
  private static final Ballot BALLOT = new Ballot(1, OneOfThree.C);
  private static final List<AcceptedDecree> PAGE =
      List.of(new AcceptedDecree(1, BALLOT, new Decree.NoOp()));

  private final OneOfThree a =
      new OneOfThree(new Recovered(BALLOT, 0, List.of(), Map.of(OneOfThree.C, 1L), true));

  private Effects fetched(ReplicaId from, long incarnation) {
    return a.take(new Input.Fetched(new Sender(from, incarnation), PAGE), 1);
  }

  @Test
  void whatItFetchedFromAnotherStoreIsIgnored() {
    Effects effects = fetched(OneOfThree.C, 2);
    assertThat(effects.chosen()).isEmpty();
    assertThat(effects.writes()).isEmpty();
    assertThat(fetched(OneOfThree.C, 1).chosen()).hasSize(1);
  }

  @Test
  void whatItFetchedFromNoMemberIsIgnored() {
    Effects effects = fetched(new ReplicaId("nobody"), 1);
    assertThat(effects.chosen()).isEmpty();
    assertThat(effects.writes()).isEmpty();
  }

  @Test
  void itSaysWhichStoreItKnows() {
    assertThat(a.replica.otherStoreOf(new Sender(OneOfThree.C, 1))).isEmpty();
    assertThat(a.replica.otherStoreOf(new Sender(OneOfThree.C, 2))).hasValue(1);
    assertThat(a.replica.otherStoreOf(new Sender(OneOfThree.B, 7))).as("not met yet").isEmpty();
  }
}
