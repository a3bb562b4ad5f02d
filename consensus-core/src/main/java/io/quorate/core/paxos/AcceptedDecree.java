package io.quorate.core.paxos;

/// An acceptor's vote in one slot.
///
/// @param slot the place in the log, from 1
/// @param ballot the ballot it was accepted in
/// @param decree what was accepted
public record AcceptedDecree(long slot, Ballot ballot, Decree decree) {}
