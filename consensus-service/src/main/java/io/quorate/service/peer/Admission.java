package io.quorate.service.peer;

import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Message;
import io.quorate.core.quorum.ReplicaId;
import java.util.Set;

/// Whose messages are let in: those of the other members of this cluster, in this configuration.
/// Whether the sender still has the store it is known with is the core's to decide.
///
/// @param self this replica
/// @param members all members, this one included
record Admission(Letterhead self, Set<ReplicaId> members) {

  /// @throws Problem.Found naming both sides where they do not match
  void admit(Envelope<?> envelope) {
    if (!envelope.cluster().equals(self.cluster())) {
      throw mismatch("cluster-mismatch", "cluster", envelope.cluster(), self.cluster());
    }
    if (envelope.configuration() != self.configuration()) {
      throw mismatch(
          "configuration-mismatch",
          "configuration",
          envelope.configuration(),
          self.configuration());
    }
    ReplicaId sender = envelope.sender();
    if (!members.contains(sender)) {
      throw Problem.of(
              409,
              "not-a-member",
              "The sender is not a member",
              "%s is not a member of the cluster of %s, whose members are %s"
                  .formatted(sender, self.replica(), members))
          .found();
    }
    if (sender.equals(self.replica())) {
      throw Problem.of(
              409,
              "same-replica",
              "The sender has the id of the receiver",
              "the sender says it is %s, and so is this replica".formatted(sender))
          .found();
    }
  }

  private Problem.Found mismatch(String name, String what, Object theirs, Object ours) {
    return Problem.of(
            409,
            name,
            "The sender is of another " + what,
            "the sender is of %s %s, %s is of %s %s"
                .formatted(what, theirs, self.replica(), what, ours))
        .found();
  }

  /// Further conditions on what replicas ask.
  ///
  /// @throws InvalidMessageException when it makes no sense
  void admitRequest(Envelope<? extends Message.Request> envelope) {
    admit(envelope);
    switch (envelope.message()) {
      case Message.Hello _, Message.ReadIndex _ -> {}
      case Message.PreVote(Ballot ballot, long _) -> owned(ballot, envelope.sender());
      case Message.Prepare(Ballot ballot, long _) -> owned(ballot, envelope.sender());
      case Message.Learn(Ballot ballot, long _, long _) -> owned(ballot, envelope.sender());
      case Message.TakeOver(Ballot ballot) -> owned(ballot, envelope.sender());
      case Message.Accept accept -> {
        owned(accept.ballot(), envelope.sender());
        check(accept.firstSlot() > 0, "firstSlot", "must be at least 1");
        check(!accept.decrees().isEmpty(), "decrees", "must not be empty");
      }
    }
  }

  /// I3: only its owner speaks in a ballot, or it might carry two values.
  private static void owned(Ballot ballot, ReplicaId sender) {
    check(ballot.round() > 0, "ballot.round", "must be at least 1");
    check(ballot.replica().equals(sender), "ballot.replica", "must be the sender, " + sender);
  }

  private static void check(boolean holds, String field, String message) {
    if (!holds) {
      throw new InvalidMessageException("message." + field, message);
    }
  }
}
