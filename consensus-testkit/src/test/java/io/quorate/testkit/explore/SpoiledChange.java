package io.quorate.testkit.explore;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Campaign;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Effects.Chosen;
import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.paxos.Message.Prepare;
import io.quorate.core.paxos.Message.Promise;
import io.quorate.core.paxos.Write;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.QuorumText;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The change of the quorum system with one mistake each, to see that the explorer can fail.
enum SpoiledChange implements Steps {
  PROMISE_BELOW_A_FETCHED_CHANGE {
    @Override
    public List<Write> copy(Memory memory, AcceptedDecree row) {
      return List.of(new Write.Accepted(row));
    }
  },

  WIN_BY_THE_OLD_SYSTEM_ALONE {
    @Override
    public Optional<Campaign.Inheritance> inherit(
        Prepare prepare, Map<ReplicaId, Promise> promises, QuorumSystem quorums) {
      Campaign campaign = new Campaign(prepare, quorums, promises);
      return quorums.isPhase1Quorum(promises.keySet())
          ? Optional.of(campaign.inheritance())
          : Optional.empty();
    }
  },

  COUNT_A_CHANGE_BY_THE_NEW_SYSTEM_ALONE {
    @Override
    public List<Chosen> count(List<Accept> proposed, List<Vote> votes, QuorumSystem quorums) {
      return countBy(to(proposed).orElse(quorums), proposed, votes);
    }
  },

  COUNT_A_CHANGE_BY_THE_OLD_SYSTEM_ALONE {
    @Override
    public Bounds bounds() {
      return changing("flexible(3, 1; x y z)", "majority(x y z)");
    }

    @Override
    public List<Chosen> count(List<Accept> proposed, List<Vote> votes, QuorumSystem quorums) {
      return countBy(quorums, proposed, votes);
    }
  };

  /// A world that shows it.
  public Bounds bounds() {
    return changing("majority(x y z)", "flexible(3, 1; x y z)");
  }

  private static Bounds changing(String from, String to) {
    return new Bounds(2, 2, 1, true)
        .with(QuorumText.parse(from))
        .changing(QuorumText.parse(to), 0b11);
  }

  private static Optional<QuorumSystem> to(List<Accept> proposed) {
    return proposed.stream()
        .flatMap(accept -> accept.decrees().stream())
        .filter(Decree.Change.class::isInstance)
        .map(decree -> ((Decree.Change) decree).to())
        .findFirst();
  }

  /// Counts all slots by one system.
  private static List<Chosen> countBy(
      QuorumSystem system, List<Accept> proposed, List<Vote> votes) {
    List<Chosen> chosen = new ArrayList<>();
    for (Accept accept : proposed) {
      long slot = accept.firstSlot();
      for (Decree decree : accept.decrees()) {
        long number = slot++;
        boolean enough =
            system.isPhase2Quorum(member ->
                votes.stream()
                    .anyMatch(vote ->
                        vote.from().equals(member)
                            && vote.accepted().firstSlot() <= number
                            && number <= vote.accepted().lastSlot()));
        if (enough) {
          chosen.add(new Chosen(number, decree));
        }
      }
    }
    return chosen;
  }
}
