package io.quorate.core.paxos;

import io.quorate.core.quorum.ReplicaId;

/// A proposal number (Paxos Made Simple, section 2.2): totally ordered, and never used twice
/// because a replica only ever owns ballots with its own id and makes each round durable before it
/// uses it.
///
/// @param round grows with every attempt to lead; 0 only in [#NONE]
/// @param replica the replica that owns the ballot and breaks ties
public record Ballot(long round, ReplicaId replica) implements Comparable<Ballot> {

  /// Below every ballot that a replica can own: nothing promised, nothing accepted.
  public static final Ballot NONE = new Ballot(0, new ReplicaId("-"));

  /// The lowest ballot of this replica above the given one.
  public static Ballot above(Ballot other, ReplicaId replica) {
    return new Ballot(other.round + 1, replica);
  }

  /// Whether this ballot is lower than the other.
  public boolean isBelow(Ballot other) {
    return compareTo(other) < 0;
  }

  @Override
  public int compareTo(Ballot other) {
    int byRound = Long.compare(round, other.round);
    return byRound != 0 ? byRound : replica.compareTo(other.replica);
  }

  @Override
  public String toString() {
    return round + "." + replica;
  }
}
