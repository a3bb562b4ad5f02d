package io.quorate.testkit.explore;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Acceptor;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Recovered;
import io.quorate.core.quorum.QuorumSystem;
import java.util.Optional;

/// What an acceptor remembers, or has on its disk.
///
/// @param paxos its promise, its votes, and how far it knows the log chosen
/// @param initial the quorum system in force at the start
/// @param change the row of the slot that changed it, once that is known chosen
public record Memory(Recovered paxos, QuorumSystem initial, Optional<AcceptedDecree> change) {

  /// The acceptor that remembers this.
  Acceptor acceptor() {
    return new Acceptor(paxos, quorumsAbove(paxos.chosenUpTo()));
  }

  /// The quorum system in force above a slot that is known chosen.
  QuorumSystem quorumsAbove(long slot) {
    return change
        .filter(row -> row.slot() <= slot)
        .map(row -> ((Decree.Change) row.decree()).to())
        .orElse(initial);
  }

  /// The same with another promise or other votes.
  public Memory with(Recovered other) {
    return new Memory(other, initial, change);
  }
}
