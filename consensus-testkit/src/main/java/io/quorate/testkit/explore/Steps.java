package io.quorate.testkit.explore;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Acceptor.Decision;
import io.quorate.core.paxos.Campaign;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Effects.Chosen;
import io.quorate.core.paxos.Leadership;
import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.paxos.Message.Accepted;
import io.quorate.core.paxos.Message.Prepare;
import io.quorate.core.paxos.Message.Promise;
import io.quorate.core.paxos.Write;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The steps of the protocol that the explorer takes. As they stand here the core takes them; tests
/// spoil one at a time, to see that the explorer notices.
public interface Steps {

  /// The steps as the core takes them.
  static Steps ofTheCore() {
    return new Steps() {};
  }

  /// Phase 1b, by an acceptor that remembers this.
  default Decision prepare(Memory memory, Prepare prepare) {
    return memory.acceptor().onPrepare(prepare);
  }

  /// Phase 2b, by an acceptor that remembers this.
  default Decision accept(Memory memory, Accept accept) {
    return memory.acceptor().onAccept(accept);
  }

  /// What an acceptor writes that copies from a peer a row which is known chosen.
  default List<Write> copy(Memory memory, AcceptedDecree row) {
    return memory.acceptor().onFetched(row);
  }

  /// What an acceptor remembers after a restart, of what was durable.
  default Memory restart(Memory durable) {
    return durable;
  }

  /// Whether a reply waits until its writes are durable.
  default boolean waitsForTheDisk() {
    return true;
  }

  /// What these promises oblige the leader to propose; nothing when they do not make one.
  default Optional<Campaign.Inheritance> inherit(
      Prepare prepare, Map<ReplicaId, Promise> promises, QuorumSystem quorums) {
    Campaign campaign = Campaign.of(prepare, quorums);
    for (Map.Entry<ReplicaId, Promise> one : promises.entrySet()) {
      campaign = campaign.with(one.getKey(), one.getValue());
    }
    return campaign.isWon() ? Optional.of(campaign.inheritance()) : Optional.empty();
  }

  /// One member's vote.
  record Vote(ReplicaId from, Accepted accepted) {}

  /// What a leader that has proposed these takes for chosen after these votes.
  default List<Chosen> count(List<Accept> proposed, List<Vote> votes, QuorumSystem quorums) {
    Accept first = proposed.getFirst();
    Leadership leadership = new Leadership(first.ballot(), quorums, first.firstSlot(), 0);
    for (Accept accept : proposed) {
      List<Decree> decrees = accept.decrees();
      leadership.settle(accept.chosenUpTo());
      leadership.propose(decrees, accept.chosenUpTo(), 0);
    }
    List<Chosen> chosen = new ArrayList<>();
    for (Vote vote : votes) {
      Accepted run = vote.accepted();
      chosen.addAll(leadership.onAccepted(vote.from(), run.firstSlot(), run.lastSlot()));
    }
    return chosen;
  }
}
