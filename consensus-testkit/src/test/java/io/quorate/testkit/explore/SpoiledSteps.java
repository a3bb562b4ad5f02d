package io.quorate.testkit.explore;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Acceptor.Decision;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Campaign;
import io.quorate.core.paxos.Effects.Chosen;
import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.paxos.Message.Prepare;
import io.quorate.core.paxos.Message.Promise;
import io.quorate.core.paxos.Recovered;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The protocol with one mistake each, to see that the explorer can fail.
enum SpoiledSteps implements Steps {
  ACCEPT_BELOW_THE_PROMISE {
    @Override
    public Decision accept(Memory memory, Accept accept) {
      return super.accept(promising(Ballot.NONE, memory), accept);
    }
  },

  FORGET_THE_PROMISE_ON_RESTART {
    @Override
    public Memory restart(Memory durable) {
      return promising(Ballot.NONE, durable);
    }
  },

  COUNT_A_VOTE_TWICE {
    @Override
    public List<Chosen> count(List<Accept> proposed, List<Vote> votes, QuorumSystem quorums) {
      List<Vote> responses = new ArrayList<>();
      List<ReplicaId> members = List.copyOf(quorums.members());
      for (Vote vote : votes) {
        ReplicaId next = members.get(responses.size() % members.size());
        responses.add(new Vote(next, vote.accepted()));
      }
      return super.count(proposed, responses, quorums);
    }
  },

  PICK_THE_WRONG_VALUE_ON_PREPARE {
    @Override
    public Optional<Campaign.Inheritance> inherit(
        Prepare prepare, Map<ReplicaId, Promise> promises, QuorumSystem quorums) {
      Map<ReplicaId, Promise> upsideDown = new TreeMap<>();
      promises.forEach((from, promise) -> upsideDown.put(from, withBallotsUpsideDown(promise)));
      return super.inherit(prepare, upsideDown, quorums);
    }
  },

  FORGET_WHAT_THE_PREPARE_LEFT_OUT {
    @Override
    public Optional<Campaign.Inheritance> inherit(
        Prepare prepare, Map<ReplicaId, Promise> promises, QuorumSystem quorums) {
      return super.inherit(new Prepare(prepare.ballot(), 0), promises, quorums);
    }
  },

  SEND_BEFORE_DURABLE {
    @Override
    public boolean waitsForTheDisk() {
      return false;
    }
  };

  private static Memory promising(Ballot promised, Memory memory) {
    Recovered paxos = memory.paxos();
    return memory.with(new Recovered(promised, paxos.chosenUpTo(), paxos.votes(), Map.of(), true));
  }

  /// The vote of the lowest ballot now looks like that of the highest.
  private static Promise withBallotsUpsideDown(Promise promise) {
    List<AcceptedDecree> votes =
        promise.accepted().stream()
            .map(vote ->
                new AcceptedDecree(
                    vote.slot(),
                    new Ballot(1_000 - Ballots.number(vote.ballot()), vote.ballot().replica()),
                    vote.decree()))
            .toList();
    return new Promise(promise.ballot(), promise.chosenUpTo(), promise.quorums(), votes);
  }
}
