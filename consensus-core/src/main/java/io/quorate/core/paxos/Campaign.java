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
/// @param quorums the system in force above the slots that the request knows chosen
/// @param promises the promise of each member; a member counts once however often it answers
public record Campaign(Prepare prepare, QuorumSystem quorums, Map<ReplicaId, Promise> promises) {

  /// What a new leader inherits from its phase-1 quorum.
  ///
  /// @param chosenUpTo slots up to here are chosen somewhere
  /// @param source who knows those slots
  /// @param quorums the system in force above them
  /// @param decrees what has to be proposed again, in the slots right after `chosenUpTo`
  public record Inheritance(
      long chosenUpTo, ReplicaId source, QuorumSystem quorums, List<Decree> decrees) {

    /// The systems that count once all of that is proposed.
    Configuration configuration() {
      Configuration configuration = Configuration.of(quorums);
      long slot = chosenUpTo;
      for (Decree decree : decrees) {
        configuration = configuration.with(++slot, decree);
      }
      return configuration;
    }
  }

  /// Takes a copy, in an order that every run shares.
  public Campaign {
    promises = Collections.unmodifiableSortedMap(new TreeMap<>(promises));
  }

  /// A campaign that nobody has answered yet.
  public static Campaign of(Prepare prepare, QuorumSystem quorums) {
    return new Campaign(prepare, quorums, Map.of());
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
    return new Campaign(prepare, quorums, more);
  }

  /// Whether the promises are a phase-1 quorum (I5) of every system that slots above may have been
  /// chosen with: the one in force above the highest slot that the request or some promise knows
  /// chosen, and each that has to be proposed again. Who asks a quorum of an older system meets
  /// somebody who has voted for the change to the next, so none is overlooked.
  public boolean isWon() {
    return inheritance().configuration().inForce().isPhase1Quorum(promises.keySet());
  }

  /// What the leader must propose (Paxos Made Simple, section 2.2, P2c; I4): above the highest slot
  /// that the request or some promise knows chosen, in each slot the decree of the highest ballot,
  /// and a no-op where nobody in the quorum voted.
  public Inheritance inheritance() {
    long floor = prepare.chosenUpTo();
    ReplicaId source = ballot().replica();
    QuorumSystem there = quorums;
    for (Map.Entry<ReplicaId, Promise> one : new TreeMap<>(promises).entrySet()) {
      if (one.getValue().chosenUpTo() > floor) {
        floor = one.getValue().chosenUpTo();
        source = one.getKey();
        there = one.getValue().quorums();
      }
    }
    return new Inheritance(floor, source, there, decreesAbove(floor));
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
