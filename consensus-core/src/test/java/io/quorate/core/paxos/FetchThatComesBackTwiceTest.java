package io.quorate.core.paxos;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Effects.Fetch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A fetch may come back twice. Counted as two that were useful, it made the choice of the next
/// source fail.
class FetchThatComesBackTwiceTest {
  private static final Ballot BALLOT = new Ballot(1, OneOfThree.C);

  private final OneOfThree a = new OneOfThree(new Recovered(BALLOT, 0, List.of(), Map.of(), true));

  @Test
  void theNextOneIsAskedFor() {
    Effects told = a.hear(OneOfThree.C, new Message.Learn(BALLOT, 3, 0), 200);
    assertThat(told.fetches()).containsExactly(new Fetch(OneOfThree.C, 1));

    Input.Fetched back =
        new Input.Fetched(
            OneOfThree.FROM_C, List.of(new AcceptedDecree(1, BALLOT, new Decree.NoOp())));
    assertThat(a.take(back, 201).fetches()).containsExactly(new Fetch(OneOfThree.C, 2));
    assertThat(a.take(back, 202).fetches()).isEmpty();

    long later = 201 + a.timing.electionTimeout();
    assertThat(a.tick(later).fetches()).as("from another peer").hasSize(1);
  }
}
