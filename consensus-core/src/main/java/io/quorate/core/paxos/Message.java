package io.quorate.core.paxos;

import io.quorate.core.quorum.QuorumSystem;
import java.util.List;

/// What replicas say to each other: a [Request] is answered by exactly one [Reply], or by none when
/// either message is lost. All of them may be delayed, repeated and reordered.
public sealed interface Message {

  /// Asks for a [Reply].
  sealed interface Request extends Message {}

  /// Answers a [Request].
  sealed interface Reply extends Message {}

  /// Asked by the leader of a ballot.
  sealed interface OfLeader extends Request {

    /// The leader's ballot.
    Ballot ballot();

    /// The leader's commit index.
    long chosenUpTo();
  }

  /// A new store introduces itself: has anyone met this replica with another store?
  record Hello() implements Request {}

  /// Would you promise this ballot? Changes nothing; keeps a replica that merely lost contact from
  /// disturbing a leader that works (Ongaro's thesis, section 9.6).
  ///
  /// @param ballot the ballot that the sender would prepare
  /// @param chosenUpTo how much of the log the sender knows
  record PreVote(Ballot ballot, long chosenUpTo) implements Request {}

  /// Phase 1a, for every slot after `chosenUpTo` at once.
  ///
  /// @param ballot the ballot to promise
  /// @param chosenUpTo the last slot that the sender knows chosen, with all before it
  record Prepare(Ballot ballot, long chosenUpTo) implements Request {}

  /// Phase 2a, for one or more slots in a row.
  ///
  /// @param ballot the sender's ballot
  /// @param firstSlot the slot of the first decree
  /// @param decrees what to accept, slot after slot
  /// @param chosenUpTo the leader's commit index
  record Accept(Ballot ballot, long firstSlot, List<Decree> decrees, long chosenUpTo)
      implements OfLeader {}

  /// The leader's sign of life: how far the log is chosen.
  ///
  /// @param ballot the leader's ballot
  /// @param chosenUpTo the leader's commit index
  /// @param confirmation the number of the read confirmation that the answer counts for, or 0
  record Learn(Ballot ballot, long chosenUpTo, long confirmation) implements OfLeader {}

  /// Asks the leader for the index that a linearizable read has to wait for. It also says that the
  /// sender has promised no higher ballot so far, as [Learned] does.
  ///
  /// @param promised the highest ballot the sender has promised
  /// @param question numbers the sender's questions, so that a late answer to an earlier one cannot
  ///   be taken for the answer to this one
  record ReadIndex(Ballot promised, long question) implements Request {}

  /// The leader hands over: prepare at once, I will not stand in the way.
  record TakeOver(Ballot ballot) implements Request {}

  /// Answers [Hello] where no other store is known under the sender's id.
  record Welcome() implements Reply {}

  /// Answers any message of a sender that is known with another store.
  ///
  /// @param incarnation the store that is known
  record Stranger(long incarnation) implements Reply {}

  /// Answers [PreVote].
  record PreVoted(Ballot ballot, boolean granted) implements Reply {}

  /// Phase 1b.
  ///
  /// @param ballot the promised ballot
  /// @param chosenUpTo slots up to here are chosen; they are to be fetched, not proposed
  /// @param quorums the quorum system that is in force there
  /// @param accepted the sender's votes above that
  record Promise(
      Ballot ballot, long chosenUpTo, QuorumSystem quorums, List<AcceptedDecree> accepted)
      implements Reply {
    /// Takes a copy of the votes.
    public Promise {
      accepted = List.copyOf(accepted);
    }
  }

  /// Phase 2b, for a run of slots.
  record Accepted(Ballot ballot, long firstSlot, long lastSlot) implements Reply {}

  /// Answers [Learn]: the sender has promised no higher ballot.
  ///
  /// @param ballot the leader's ballot
  /// @param chosenUpTo how far the sender knows the log
  /// @param confirmation as asked
  record Learned(Ballot ballot, long chosenUpTo, long confirmation) implements Reply {}

  /// Answers [ReadIndex]: a read that has applied this slot is linearizable.
  ///
  /// @param question as asked
  /// @param ballot the leader's ballot
  /// @param index the leader's commit index when it was confirmed
  record ReadFrom(long question, Ballot ballot, long index) implements Reply {}

  /// Answers [TakeOver].
  record Taking(Ballot ballot) implements Reply {}

  /// A request that was not granted because of a higher promise.
  ///
  /// @param ballot the ballot that was asked for, [Ballot#NONE] where there was none
  /// @param promised what the sender has promised instead
  record Refused(Ballot ballot, Ballot promised) implements Reply {}

  /// The sender does not vote, or does not lead, now.
  record NotNow(String reason) implements Reply {}
}
