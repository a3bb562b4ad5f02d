package io.quorate.core.paxos;

import static io.quorate.core.paxos.AcceptorWorlds.ballot;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Campaign.Inheritance;
import io.quorate.core.paxos.Message.Prepare;
import io.quorate.core.paxos.Message.Promise;
import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/// What a new leader inherits from every combination of up to three promises, with votes in two
/// slots and any part of them known chosen.
class CampaignTest {
  private static final ReplicaId A = new ReplicaId("a");
  private static final List<ReplicaId> MEMBERS = List.of(A, new ReplicaId("b"), new ReplicaId("c"));
  private static final QuorumSystem QUORUMS = Majority.of(MEMBERS);
  private static final Ballot MINE = ballot(9, "a");
  private static final List<Ballot> EARLIER =
      List.of(ballot(1, "b"), ballot(1, "c"), ballot(2, "a"));

  @Test
  void theHighestBallotWinsInEachSlotAboveWhatIsChosenAndHolesAreFilled() {
    forEveryQuorum((campaign, promises) -> {
      long floor = floor(campaign, promises);
      Inheritance inherited = campaign.inheritance();

      assertThat(inherited.chosenUpTo()).isEqualTo(floor);
      List<AcceptedDecree> votes =
          promises.stream().flatMap(promise -> promise.accepted().stream()).toList();
      long last = votes.stream().mapToLong(AcceptedDecree::slot).max().orElse(0);
      List<Decree> expected = new ArrayList<>();
      for (long slot = floor + 1; slot <= last; slot++) {
        expected.add(highest(votes, slot).orElse(new Decree.NoOp()));
      }
      assertThat(inherited.decrees()).as("I4 from %s", promises).isEqualTo(expected);
    });
  }

  @Test
  void whoKnowsTheMostIsTheSource() {
    forEveryQuorum((campaign, promises) -> {
      Inheritance inherited = campaign.inheritance();
      Promise told = campaign.promises().get(inherited.source());

      long known = told == null ? 0 : told.chosenUpTo();
      long own = inherited.source().equals(A) ? campaign.prepare().chosenUpTo() : 0;
      assertThat(Math.max(known, own)).isEqualTo(floor(campaign, promises));
    });
  }

  @Test
  void aCampaignIsWonByAQuorumOfDistinctMembers() {
    Promise promise = new Promise(MINE, 0, QUORUMS, List.of());
    Campaign nobody = Campaign.of(new Prepare(MINE, 0), QUORUMS);
    Campaign oneTwice = nobody.with(A, promise).with(A, promise);
    Campaign oneAndAStranger = oneTwice.with(new ReplicaId("x"), promise);

    assertThat(nobody.isWon()).isFalse();
    assertThat(oneTwice.isWon()).isFalse();
    assertThat(oneAndAStranger.isWon()).isFalse();
    assertThat(oneTwice.with(MEMBERS.get(1), promise).isWon()).isTrue();
  }

  @Test
  void aLatePromiseOfAnotherBallotChangesNothing() {
    Campaign campaign = Campaign.of(new Prepare(MINE, 0), QUORUMS);

    for (Ballot other : List.of(ballot(8, "a"), ballot(9, "b"), ballot(10, "a"))) {
      assertThat(campaign.with(A, new Promise(other, 0, QUORUMS, List.of()))).isEqualTo(campaign);
    }
  }

  private static long floor(Campaign campaign, List<Promise> promises) {
    long promised = promises.stream().mapToLong(Promise::chosenUpTo).max().orElse(0);
    return Math.max(promised, campaign.prepare().chosenUpTo());
  }

  private static Optional<Decree> highest(List<AcceptedDecree> votes, long slot) {
    return votes.stream()
        .filter(vote -> vote.slot() == slot)
        .max(Comparator.comparing(AcceptedDecree::ballot))
        .map(AcceptedDecree::decree);
  }

  private static void forEveryQuorum(BiConsumer<Campaign, List<Promise>> check) {
    for (long asked = 0; asked <= 2; asked++) {
      Prepare prepare = new Prepare(MINE, asked);
      List<Promise> possible = promises(asked);
      List<List<Promise>> all = List.of(List.of());
      for (int size = 1; size <= 3; size++) {
        all = all.stream().flatMap(some -> possible.stream().map(one -> plus(some, one))).toList();
        all.forEach(promises -> check.accept(campaign(prepare, promises), promises));
      }
    }
  }

  private static Campaign campaign(Prepare prepare, List<Promise> promises) {
    Campaign campaign = Campaign.of(prepare, QUORUMS);
    for (int member = 0; member < promises.size(); member++) {
      campaign = campaign.with(MEMBERS.get(member), promises.get(member));
    }
    return campaign;
  }

  /// Whatever a member may answer that was asked for the votes above a slot.
  private static List<Promise> promises(long asked) {
    List<Promise> promises = new ArrayList<>();
    for (long chosen = 0; chosen <= 2; chosen++) {
      long known = Math.max(asked, chosen);
      for (List<AcceptedDecree> first : votes(1, known)) {
        for (List<AcceptedDecree> second : votes(2, known)) {
          promises.add(new Promise(MINE, chosen, QUORUMS, plus(first, second)));
        }
      }
    }
    return promises;
  }

  /// No vote, or one in any earlier ballot, for what that ballot proposed there (I3).
  private static List<List<AcceptedDecree>> votes(long slot, long known) {
    List<List<AcceptedDecree>> votes = new ArrayList<>();
    votes.add(List.of());
    if (slot > known) {
      for (Ballot ballot : EARLIER) {
        Decree decree = Decree.Batch.of(100 * slot + EARLIER.indexOf(ballot), List.of());
        votes.add(List.of(new AcceptedDecree(slot, ballot, decree)));
      }
    }
    return votes;
  }

  private static <T> List<T> plus(List<T> some, T one) {
    return plus(some, List.of(one));
  }

  private static <T> List<T> plus(List<T> some, List<T> others) {
    List<T> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
