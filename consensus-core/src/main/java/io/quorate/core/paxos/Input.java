package io.quorate.core.paxos;

import io.quorate.core.paxos.Message.Reply;
import io.quorate.core.paxos.Message.Request;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.List;

/// Everything that can happen to a [Replica].
public sealed interface Input {

  /// Who sent a message: a replica and the store it runs on.
  record Sender(ReplicaId replica, long incarnation) {}

  /// A peer asks.
  ///
  /// @param token names the request; the answer carries it back
  record Asked(Sender from, Request request, long token) implements Input {}

  /// A peer answers.
  record Answered(Sender from, Reply reply) implements Input {}

  /// All writes up to this sequence number are on stable storage.
  record Durable(long sequence) implements Input {}

  /// The leader shall propose these commands in one slot; only while [Replica#canPropose()].
  ///
  /// @param stamp the leader's clock in milliseconds since 1970
  record Propose(long stamp, List<Command> commands) implements Input {

    Decree decree() {
      return Decree.Batch.of(stamp, commands);
    }
  }

  /// The leader shall put another quorum system in force; only while [Replica#canChange] and to a
  /// system that [Replica#fits].
  ///
  /// @param stamp the leader's clock in milliseconds since 1970
  /// @param request the command that asks for it
  record Change(long stamp, Command request, QuorumSystem to) implements Input {

    Decree decree() {
      return new Decree.Change(Decree.Batch.of(stamp, List.of(request)), to);
    }
  }

  /// A linearizable read waits; the answer is a [Effects.ReadReady] with this ticket.
  record Read(long ticket) implements Input {}

  /// Chosen decrees that were fetched from a peer, slot after slot.
  record Fetched(Sender from, List<AcceptedDecree> decrees) implements Input {}

  /// The leader of this ballot knows the log chosen up to here; heard in passing.
  record Announced(Ballot ballot, long chosenUpTo) implements Input {}

  /// Give leadership away if it is held here, because this replica is about to stop.
  record HandOver() implements Input {}

  /// Time has passed.
  record Tick() implements Input {}
}
