package io.quorate.core.paxos;

import io.quorate.core.paxos.Message.Prepare;
import io.quorate.core.paxos.Message.Promise;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Phase 1 of one ballot: the promises collected so far. Immutable.
///
/// However often it is sent, the request stays the same: promises of one ballot fit together only
/// if all were asked for the votes above the same slot.
///
/// @param prepare what every member is asked
/// @param promises the promise of each member; a member counts once however often it answers
public record Campaign(Prepare prepare, Map<ReplicaId, Promise> promises) {

  /// What a new leader inherits from its phase-1 quorum.
  ///
  /// @param chosenUpTo slots up to here are chosen somewhere
  /// @param source who knows those slots
  /// @param decrees what has to be proposed again, in the slots right after `chosenUpTo`
  public record Inheritance(long chosenUpTo, ReplicaId source, List<Decree> decrees) {}

  /// Takes a copy, in an order that every run shares.
  public Campaign {
    promises = Collections.unmodifiableSortedMap(new TreeMap<>(promises));
  }

  /// A campaign that nobody has answered yet.
  public static Campaign of(Prepare prepare) {
    return new Campaign(prepare, Map.of());
  }

  /// The ballot that is being prepared.
  public Ballot ballot() {
    return prepare.ballot();
  }

  /// This campaign with one more promise. A late promise of another ballot changes nothing.
  public Campaign with(ReplicaId from, Promise promise) {
    if (!promise.ballot().equals(ballot())) {
      return this;
    }
    Map<ReplicaId, Promise> more = new HashMap<>(promises);
    more.put(from, promise);
    return new Campaign(prepare, more);
  }

  /// Whether the promises are a phase-1 quorum.
  public boolean isWon(QuorumSystem quorums) {
    return quorums.isPhase1Quorum(promises.keySet());
  }

  /// What the leader must propose (Paxos Made Simple, section 2.2, P2c; I4): above the highest slot
  /// that the request or some promise knows chosen, in each slot the decree of the highest ballot,
  /// and a no-op where nobody in the quorum voted.
  public Inheritance inheritance() {
    long floor = prepare.chosenUpTo();
    ReplicaId source = ballot().replica();
    for (Map.Entry<ReplicaId, Promise> one : new TreeMap<>(promises).entrySet()) {
      if (one.getValue().chosenUpTo() > floor) {
        floor = one.getValue().chosenUpTo();
        source = one.getKey();
      }
    }
    return new Inheritance(floor, source, decreesAbove(floor));
  }

  private List<Decree> decreesAbove(long floor) {
    NavigableMap<Long, AcceptedDecree> highest = new TreeMap<>();
    for (Promise promise : promises.values()) {
      for (AcceptedDecree vote : promise.accepted()) {
        if (vote.slot() > floor) {
          highest.merge(vote.slot(), vote, Campaign::ofHigherBallot);
        }
      }
    }
    List<Decree> decrees = new ArrayList<>();
    long last = highest.isEmpty() ? floor : highest.lastKey();
    for (long slot = floor + 1; slot <= last; slot++) {
      AcceptedDecree vote = highest.get(slot);
      decrees.add(vote == null ? new Decree.NoOp() : vote.decree());
    }
    return decrees;
  }

  private static AcceptedDecree ofHigherBallot(AcceptedDecree one, AcceptedDecree other) {
    return one.ballot().isBelow(other.ballot()) ? other : one;
  }
}
