package io.quorate.service.engine;

import io.quorate.core.paxos.Ballot;

/// What became of commands that were passed on to the leader.
public sealed interface Forwarding {

  /// All of them are chosen, in slots up to this one.
  record Chosen(Ballot ballot, long chosenUpTo) implements Forwarding {}

  /// The asked replica does not lead, or no more; some of them may still get chosen.
  record NotLeading() implements Forwarding {}

  /// It knows the id of who passed them on with another store; none of them was proposed.
  ///
  /// @param incarnation the store that it knows
  record Stranger(long incarnation) implements Forwarding {}

  /// Its queue is full; none of them was proposed.
  record Overloaded() implements Forwarding {}

  /// It was not reached at all; none of them was proposed.
  record Unreached() implements Forwarding {}
}
