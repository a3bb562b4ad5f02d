package io.quorate.core.paxos;

import io.quorate.core.quorum.ReplicaId;
import java.util.Map;
import java.util.Optional;

/// What a replica says of itself; a snapshot that any thread may keep.
///
/// @param role `leader`, `candidate` or `follower`
/// @param leader the leader it knows, itself included
/// @param promised the highest ballot it has promised
/// @param chosenUpTo the last slot it knows chosen, with all before it
/// @param slotsInFlight slots proposed here and not known chosen
/// @param established whether it leads and may serve
/// @param elections how many ballots it has prepared since it started
/// @param peersChosenUpTo what a leader last heard of its peers' logs; empty elsewhere
/// @param whyNoVote why it does not vote, empty when it does
/// @param shutOut whether it never will with this store, because a peer knows it with another one
/// @param stores the incarnation of the store that each replica is known with; never another one
public record Status(
    String role,
    Optional<ReplicaId> leader,
    Ballot promised,
    long chosenUpTo,
    int slotsInFlight,
    boolean established,
    long elections,
    Map<ReplicaId, Long> peersChosenUpTo,
    Optional<String> whyNoVote,
    boolean shutOut,
    Map<ReplicaId, Long> stores) {

  static Status of(Elections elections, Ledger ledger, Roster roster) {
    Optional<Reign> reign = elections.reign();
    return new Status(
        elections.roleName(),
        elections.leader(),
        ledger.promised(),
        ledger.chosenUpTo(),
        reign.map(Reign::slotsInFlight).orElse(0),
        reign.map(Reign::isEstablished).orElse(false),
        elections.held(),
        reign.map(Reign::peersChosenUpTo).orElse(Map.of()),
        roster.whyNot(),
        roster.isShutOut(),
        roster.stores());
  }
}
