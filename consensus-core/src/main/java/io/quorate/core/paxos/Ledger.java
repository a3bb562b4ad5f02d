package io.quorate.core.paxos;

import io.quorate.core.paxos.Acceptor.Decision;
import io.quorate.core.paxos.Effects.Chosen;
import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.paxos.Message.Prepare;
import io.quorate.core.paxos.Message.Reply;
import io.quorate.core.paxos.Message.Request;
import io.quorate.core.quorum.QuorumSystem;
import java.util.List;
import java.util.Optional;

/// This replica's copy of the log: what its acceptor voted for and what its learner knows chosen,
/// and the writes that both need. It decides nothing that they do not.
final class Ledger {
  private final Acceptor acceptor;
  private final Learner learner;
  private final Outbox outbox;
  private long notedUpTo;

  Ledger(Recovered recovered, QuorumSystem quorums, Outbox outbox) {
    this.acceptor = new Acceptor(recovered, quorums);
    this.learner = new Learner(recovered.chosenUpTo());
    this.notedUpTo = recovered.chosenUpTo();
    this.outbox = outbox;
  }

  Ballot promised() {
    return acceptor.promised();
  }

  long chosenUpTo() {
    return learner.chosenUpTo();
  }

  /// The quorum system that the slots known chosen have put in force.
  QuorumSystem quorums() {
    return acceptor.quorums();
  }

  Reply prepare(Prepare prepare) {
    return carryOut(acceptor.onPrepare(prepare));
  }

  /// Why this acceptor can not vote for more now, empty when it can.
  Optional<String> noRoomFor(Request request) {
    return request instanceof Accept accept && !acceptor.hasRoomFor(accept)
        ? Optional.of("this replica has to catch up first, from slot " + (chosenUpTo() + 1))
        : Optional.empty();
  }

  Reply accept(Accept accept) {
    return carryOut(acceptor.onAccept(accept));
  }

  private Reply carryOut(Decision decision) {
    outbox.write(decision.writes());
    return decision.reply();
  }

  /// A leader's commit index; returns whether it brought the log forward.
  boolean commit(Ballot ballot, long index) {
    return handOn(learner.onCommitIndex(ballot, index, acceptor));
  }

  /// A quorum has accepted these; returns whether it brought the log forward.
  boolean choose(List<Chosen> chosen) {
    boolean advanced = false;
    for (Chosen one : chosen) {
      advanced |= handOn(learner.onChosen(one.slot(), one.decree()));
    }
    return advanced;
  }

  /// A peer says what was chosen. The row is stored before the slot counts as chosen in the store,
  /// whatever this acceptor voted for there. Returns whether it brought the log forward.
  boolean fetched(List<AcceptedDecree> decrees) {
    boolean advanced = false;
    for (AcceptedDecree decree : decrees) {
      if (decree.slot() == chosenUpTo() + 1) {
        outbox.write(acceptor.onFetched(decree));
        advanced |= handOn(learner.onChosen(decree.slot(), decree.decree()));
      }
    }
    return advanced;
  }

  private boolean handOn(List<Chosen> chosen) {
    if (chosen.isEmpty()) {
      return false;
    }
    outbox.chosen(chosen);
    acceptor.forget(chosen);
    return true;
  }

  /// Whether the store does not know yet how far the log is chosen.
  boolean owesNote() {
    return notedUpTo < chosenUpTo();
  }

  /// Stores how far the log is chosen.
  void note() {
    if (owesNote()) {
      notedUpTo = chosenUpTo();
      outbox.write(new Write.ChosenUpTo(notedUpTo));
    }
  }
}
