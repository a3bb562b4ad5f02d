package io.quorate.core.paxos;

import static io.quorate.core.paxos.AcceptorWorlds.X;
import static io.quorate.core.paxos.AcceptorWorlds.Y;
import static io.quorate.core.paxos.AcceptorWorlds.ballot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quorate.core.paxos.Effects.Chosen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// A learner of slots 1 to 4, told of them in every order.
class LearnerTest {
  private static final Ballot LEADER = ballot(2, "b");
  private static final List<Ballot> OTHERS = List.of(ballot(1, "b"), ballot(2, "a"));

  @Test
  void slotsAreHandedOnInOrderEachOnceWhateverOrderTheyAreChosenIn() {
    List<List<Long>> orders = orders(List.of(1L, 2L, 3L, 4L));
    assertThat(orders).hasSize(24);
    for (List<Long> order : orders) {
      Learner learner = new Learner(0);
      List<Chosen> handedOn = new ArrayList<>();
      for (long slot : order) {
        handedOn.addAll(learner.onChosen(slot, decree(slot)));
        handedOn.addAll(learner.onChosen(slot, decree(slot)));
        assertThat(learner.chosenUpTo()).isEqualTo(handedOn.size());
      }
      assertThat(handedOn).as("I7 after %s", order).isEqualTo(chosen(1, 4));
    }
  }

  @Test
  void nothingIsHandedOnAgainAfterARestart() {
    Learner learner = new Learner(2);

    assertThat(learner.onChosen(1, decree(1))).isEmpty();
    assertThat(learner.onChosen(2, decree(2))).isEmpty();
    assertThat(learner.onChosen(3, decree(3))).isEqualTo(chosen(3, 3));
  }

  @Test
  void twoDecreesChosenInOneSlotStopTheReplica() {
    Learner learner = new Learner(0);
    learner.onChosen(2, X);

    assertThatExceptionOfType(InvariantViolation.class)
        .isThrownBy(() -> learner.onChosen(2, Y))
        .withMessageContaining("I4");
  }

  /// In each of three slots: no vote, one in the leader's ballot, one in another ballot; and every
  /// commit index.
  @Test
  void aCommitIndexIsFollowedAsFarAsTheVotesAreOfTheSameBallot() {
    for (int world = 0; world < 4 * 4 * 4; world++) {
      List<AcceptedDecree> votes = votes(world);
      long sameBallot = 0;
      while (votes.contains(new AcceptedDecree(sameBallot + 1, LEADER, decree(sameBallot + 1)))) {
        sameBallot++;
      }
      for (long index = 0; index <= 4; index++) {
        Acceptor acceptor =
            new Acceptor(new Recovered(LEADER, 0, votes, Map.of(), true), OneOfThree.QUORUMS);
        Learner learner = new Learner(0);

        List<Chosen> handedOn = learner.onCommitIndex(LEADER, index, acceptor);

        assertThat(handedOn)
            .as("index %d with %s", index, votes)
            .isEqualTo(chosen(1, Math.min(index, sameBallot)));
      }
    }
  }

  @Test
  void aCommitIndexThatGoesBackChangesNothing() {
    Acceptor acceptor =
        new Acceptor(
            new Recovered(LEADER, 0, votes(1 + 4 + 16), Map.of(), true), OneOfThree.QUORUMS);
    Learner learner = new Learner(0);
    learner.onCommitIndex(LEADER, 3, acceptor);

    assertThat(learner.onCommitIndex(LEADER, 1, acceptor)).isEmpty();
    assertThat(learner.chosenUpTo()).isEqualTo(3);
  }

  /// The digits of the world to base 4 say what was voted in slots 1, 2, 3.
  private static List<AcceptedDecree> votes(int world) {
    List<AcceptedDecree> votes = new ArrayList<>();
    int rest = world;
    for (long slot = 1; slot <= 3; slot++) {
      int digit = rest % 4;
      rest /= 4;
      if (digit == 1) {
        votes.add(new AcceptedDecree(slot, LEADER, decree(slot)));
      } else if (digit > 1) {
        votes.add(new AcceptedDecree(slot, OTHERS.get(digit - 2), decree(slot)));
      }
    }
    return votes;
  }

  private static List<List<Long>> orders(List<Long> slots) {
    if (slots.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Long>> orders = new ArrayList<>();
    for (Long first : slots) {
      List<Long> others = slots.stream().filter(slot -> !slot.equals(first)).toList();
      for (List<Long> rest : orders(others)) {
        List<Long> order = new ArrayList<>(List.of(first));
        order.addAll(rest);
        orders.add(order);
      }
    }
    return orders;
  }

  private static List<Chosen> chosen(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(slot -> new Chosen(slot, decree(slot)))
        .toList();
  }

  private static Decree decree(long slot) {
    return Decree.Batch.of(slot, List.of());
  }
}
