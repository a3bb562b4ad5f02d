package io.quorate.core.paxos;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Reads.Waiter;
import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadsTest {
  private static final ReplicaId SELF = new ReplicaId("a");
  private static final ReplicaId B = new ReplicaId("b");
  private static final Waiter FIRST = new Waiter.Local(1);
  private static final Waiter SECOND = new Waiter.Remote(2, 7);

  private final QuorumSystem quorums = Majority.of(List.of(SELF, B, new ReplicaId("c")));
  private final Reads reads = new Reads(SELF);

  @Test
  void aReadIsConfirmedByAQuorumAtTheIndexOfItsStart() {
    reads.add(FIRST);
    reads.start(5);
    assertThat(reads.isConfirmed(quorums)).as("the leader alone").isFalse();

    reads.confirm(B, reads.underWay());

    assertThat(reads.isConfirmed(quorums)).isTrue();
    assertThat(reads.finish()).isEqualTo(new Reads.Confirmed(5, List.of(FIRST)));
    assertThat(reads.underWay()).isZero();
  }

  @Test
  void readsThatComeDuringAConfirmationShareTheNext() {
    reads.add(FIRST);
    reads.start(5);
    reads.add(SECOND);
    reads.add(FIRST);
    assertThat(reads.canStart()).as("one at a time").isFalse();
    reads.confirm(B, reads.underWay());
    assertThat(reads.finish().waiters()).containsExactly(FIRST);

    assertThat(reads.canStart()).isTrue();
    reads.start(6);
    reads.confirm(B, reads.underWay());

    assertThat(reads.finish()).isEqualTo(new Reads.Confirmed(6, List.of(SECOND, FIRST)));
  }

  @Test
  void aLateAnswerToAnEarlierConfirmationProvesNothing() {
    reads.add(FIRST);
    reads.start(5);
    long earlier = reads.underWay();
    reads.confirm(B, earlier);
    reads.finish();
    reads.add(SECOND);
    reads.start(6);

    reads.confirm(B, earlier);
    reads.confirm(B, 0);

    assertThat(reads.isConfirmed(quorums)).as("I8").isFalse();
  }

  @Test
  void strangersAndRepetitionsDoNotCount() {
    QuorumSystem five =
        Majority.of(List.of("a", "b", "c", "d", "e").stream().map(ReplicaId::new).toList());
    Reads ofFive = new Reads(SELF);
    ofFive.add(FIRST);
    ofFive.start(5);

    ofFive.confirm(B, ofFive.underWay());
    ofFive.confirm(B, ofFive.underWay());
    ofFive.confirm(new ReplicaId("x"), ofFive.underWay());

    assertThat(ofFive.isConfirmed(five)).isFalse();
  }

  @Test
  void withoutReadsNothingIsUnderWay() {
    assertThat(reads.canStart()).isFalse();
    assertThat(reads.isConfirmed(quorums)).isFalse();
    assertThat(reads.underWay()).isZero();
  }

  @Test
  void aReplicaOfOneConfirmsAlone() {
    Reads alone = new Reads(SELF);
    alone.add(FIRST);
    alone.start(5);

    assertThat(alone.isConfirmed(Majority.of(List.of(SELF)))).isTrue();
  }

  @Test
  void allAreLetGoWhenTheReignEnds() {
    reads.add(FIRST);
    reads.start(5);
    reads.add(SECOND);

    assertThat(reads.release()).containsExactly(FIRST, SECOND);
    assertThat(reads.canStart()).isFalse();
    assertThat(reads.underWay()).isZero();
  }
}
