package io.quorate.core.paxos;

import io.quorate.core.quorum.ReplicaId;
import java.util.List;
import java.util.Map;

/// What a replica finds in its store when it starts.
///
/// @param promised the highest ballot promised, [Ballot#NONE] in a new store
/// @param chosenUpTo slots up to here are chosen, and applied by whoever starts the replica
/// @param votes the acceptor's votes in the slots above that
/// @param met the incarnation of every peer met so far
/// @param admitted whether this store may vote; false in a new one, until the peers know it
public record Recovered(
    Ballot promised,
    long chosenUpTo,
    List<AcceptedDecree> votes,
    Map<ReplicaId, Long> met,
    boolean admitted) {

  /// Takes copies.
  public Recovered {
    votes = List.copyOf(votes);
    met = Map.copyOf(met);
  }

  /// A new, empty store.
  public static Recovered nothing() {
    return new Recovered(Ballot.NONE, 0, List.of(), Map.of(), false);
  }
}
