package io.quorate.core.paxos;

import static io.quorate.core.paxos.AcceptorWorlds.ballot;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Effects.Chosen;
import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// How a leader of three counts votes for two slots, whatever order they come in.
class LeadershipTest {
  private static final Ballot MINE = ballot(1, "a");
  private static final List<Decree> DECREES =
      List.of(Decree.Batch.of(1, List.of()), Decree.Batch.of(2, List.of()));
  private static final long FIRST = 5;
  private static final List<ReplicaId> MEMBERS = ids("a", "b", "c");
  private static final int LONGEST = 4;

  private record Vote(ReplicaId from, long firstSlot, long lastSlot) {
    boolean isFor(long slot) {
      return firstSlot <= slot && slot <= lastSlot;
    }
  }

  @Test
  void aSlotIsChosenOnceAndExactlyWhenAQuorumOfDistinctMembersHasVotedForIt() {
    int sequences = 0;
    for (List<Vote> votes : sequences()) {
      count(votes);
      sequences++;
    }
    assertThat(sequences).as("12 votes, up to four in a row").isEqualTo(12 + 144 + 1728 + 20736);
  }

  private static void count(List<Vote> votes) {
    Leadership leadership = new Leadership(MINE, Majority.of(MEMBERS), FIRST, 0);
    leadership.propose(DECREES, FIRST - 1, 0);
    Map<Long, Set<ReplicaId>> votedFor = new HashMap<>();
    Set<Long> chosen = new HashSet<>();
    for (Vote vote : votes) {
      List<Chosen> expected = new ArrayList<>();
      for (long slot = FIRST; slot < FIRST + 2; slot++) {
        Set<ReplicaId> voters = votedFor.computeIfAbsent(slot, _ -> new HashSet<>());
        if (vote.isFor(slot) && MEMBERS.contains(vote.from())) {
          voters.add(vote.from());
        }
        if (voters.size() == 2 && chosen.add(slot)) {
          expected.add(new Chosen(slot, DECREES.get((int) (slot - FIRST))));
        }
      }

      assertThat(leadership.onAccepted(vote.from(), vote.firstSlot(), vote.lastSlot()))
          .as("%s of %s", vote, votes)
          .isEqualTo(expected);
      assertThat(leadership.slotsInFlight()).isEqualTo(2 - chosen.size());
    }
  }

  private static List<List<Vote>> sequences() {
    List<Vote> votes = new ArrayList<>();
    for (ReplicaId from : ids("a", "b", "c", "stranger")) {
      votes.add(new Vote(from, FIRST, FIRST));
      votes.add(new Vote(from, FIRST + 1, FIRST + 1));
      votes.add(new Vote(from, FIRST - 1, FIRST + 7));
    }
    List<List<Vote>> all = new ArrayList<>();
    List<List<Vote>> longest = List.of(List.of());
    for (int length = 1; length <= LONGEST; length++) {
      List<List<Vote>> longer = new ArrayList<>();
      for (List<Vote> some : longest) {
        for (Vote vote : votes) {
          List<Vote> more = new ArrayList<>(some);
          more.add(vote);
          longer.add(more);
        }
      }
      all.addAll(longer);
      longest = longer;
    }
    return all;
  }

  @Test
  void eachSlotIsProposedOnceInOrder() {
    Leadership leadership = new Leadership(MINE, Majority.of(MEMBERS), FIRST, 1);

    Accept first = leadership.propose(DECREES, 4, 0);
    Accept second = leadership.propose(List.of(new Decree.NoOp()), 4, 0);

    assertThat(first).isEqualTo(new Accept(MINE, FIRST, DECREES, 4));
    assertThat(second.firstSlot()).as("I3: a slot is proposed once").isEqualTo(FIRST + 2);
    assertThat(leadership.openingSlot()).as("after one inherited slot").isEqualTo(FIRST + 1);
  }

  @Test
  void onlyMembersThatHaveNotVotedAreAskedAgain() {
    Leadership leadership = new Leadership(MINE, Majority.of(MEMBERS), FIRST, 0);
    leadership.propose(DECREES, 4, 100);
    ReplicaId b = MEMBERS.get(1);
    leadership.onAccepted(b, FIRST, FIRST);

    assertThat(leadership.unanswered(b, 4, 99)).as("sent a moment ago").isEmpty();
    assertThat(leadership.unanswered(b, 4, 100))
        .containsExactly(new Accept(MINE, FIRST + 1, DECREES.subList(1, 2), 4));
    assertThat(leadership.unanswered(MEMBERS.get(2), 4, 100)).hasSize(2);
    leadership.markSent(100, 150);
    assertThat(leadership.unanswered(b, 4, 149)).isEmpty();
  }

  @Test
  void aProposalThatWaitsTooLongIsNoticed() {
    Leadership leadership = new Leadership(MINE, Majority.of(MEMBERS), FIRST, 0);
    assertThat(leadership.isStuckSince(Long.MAX_VALUE)).as("nothing waits").isFalse();

    leadership.propose(DECREES, 4, 100);

    assertThat(leadership.isStuckSince(99)).isFalse();
    assertThat(leadership.isStuckSince(100)).isTrue();
  }

  private static List<ReplicaId> ids(String... names) {
    return List.of(names).stream().map(ReplicaId::new).toList();
  }
}
