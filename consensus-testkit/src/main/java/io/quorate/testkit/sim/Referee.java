package io.quorate.testkit.sim;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Effects;
import io.quorate.core.paxos.Input;
import io.quorate.core.paxos.Message;
import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.paxos.Message.Reply;
import io.quorate.core.paxos.Message.Request;
import io.quorate.core.paxos.Write;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Watches everything that happens and ends the simulation when an invariant is broken. It takes no
/// replica's word: it counts votes itself, as they reach the disks, and compares what leaves a
/// replica with what its disk holds at that moment.
///
/// Of I5 it watches that each ballot that proposes was promised by a phase-1 quorum of the system
/// in force; that such quorums meet the others is proven as the system is made.
final class Referee {
  private final LogRecord log;
  private final Ballot[] promised;
  private final long[] applied;
  private final Map<CommandId, Long> calls = new HashMap<>();
  private final Set<CommandId> changed = new HashSet<>();
  private final Set<Long> carriedOut = new HashSet<>();
  private long acknowledgedUpTo;

  Referee(Setting setting) {
    this.log = new LogRecord(setting.systems().getFirst());
    this.promised = new Ballot[setting.replicas()];
    this.applied = new long[setting.replicas()];
  }

  private SlotRecord slot(long slot) {
    return log.slot(slot);
  }

  /// A replica starts on what its disk holds.
  void started(Node node) {
    promised[node.index()] = node.disk().promised();
    applied[node.index()] = 0;
  }

  /// A replica has decided; nothing of it is carried out yet.
  ///
  /// @param copied whether the rows that it writes are copies of a peer's
  void decided(Node node, Effects effects, boolean copied) {
    for (Write write : effects.writes()) {
      switch (write) {
        case Write.Promised(Ballot ballot) -> promise(node, ballot);
        case Write.Accepted(AcceptedDecree row) when copied ->
            slot(row.slot()).checkChosen(node, row.decree());
        case Write.Accepted(AcceptedDecree vote) -> accept(node, vote);
        case Write.ChosenUpTo _, Write.Met _, Write.Admitted _ -> {}
      }
    }
  }

  private void promise(Node node, Ballot ballot) {
    Ballot before = promised[node.index()];
    if (ballot.isBelow(before)) {
      throw new Violation(
          "I1 (a promise never moves back)", node + " promises " + ballot + " after " + before);
    }
    promised[node.index()] = ballot;
  }

  private void accept(Node node, AcceptedDecree vote) {
    Ballot promise = promised[node.index()];
    if (vote.ballot().isBelow(promise)) {
      throw new Violation(
          "I2 (accept only at or above the promise)",
          node + " has promised " + promise + " and accepts " + vote);
    }
    slot(vote.slot()).proposed(vote.ballot(), vote.decree());
  }

  /// A write is about to be stored.
  void durable(Node node, Disk disk, Write write, boolean copied) {
    switch (write) {
      case Write.Promised(Ballot ballot) -> {
        if (ballot.isBelow(disk.promised())) {
          throw new Violation(
              "I1 (a promise never moves back)",
              "on the disk of " + node + " from " + disk.promised() + " to " + ballot);
        }
      }
      case Write.Accepted(AcceptedDecree row) when copied ->
          slot(row.slot()).checkChosen(node, row.decree());
      case Write.Accepted(AcceptedDecree vote) -> {
        if (vote.ballot().isBelow(disk.promised())) {
          throw new Violation(
              "I2 (accept only at or above the promise)",
              "the disk of %s holds the promise %s when it stores %s"
                  .formatted(node, disk.promised(), vote));
        }
        log.voted(node.index(), vote);
      }
      case Write.ChosenUpTo(long upTo) -> checkRows(node, disk, upTo);
      case Write.Met _, Write.Admitted _ -> {}
    }
  }

  private void checkRows(Node node, Disk disk, long upTo) {
    long next = disk.chosenUpTo() + 1;
    for (AcceptedDecree row : disk.rows(next, upTo)) {
      if (row.slot() == next) {
        slot(next++).checkChosen(node, row.decree());
      }
    }
    if (next != upTo + 1) {
      throw new Violation(
          "I7 (slots apply in order)",
          node + " notes slots as chosen up to " + upTo + ", but its disk lacks slot " + next);
    }
  }

  /// A request is about to leave a node.
  void leaving(Node node, Request request) {
    switch (request) {
      case Message.Prepare(Ballot ballot, long _) -> {
        checkMayVote(node, request);
        checkPromised(node, ballot, request);
      }
      case Accept accept -> {
        checkMayVote(node, request);
        checkPromised(node, accept.ballot(), request);
        log.promised(node.index(), accept.ballot());
        long slot = accept.firstSlot();
        for (Decree decree : accept.decrees()) {
          log.checkWon(accept.ballot(), slot);
          slot(slot++).proposed(accept.ballot(), decree);
        }
      }
      case Message.Hello _,
          Message.PreVote _,
          Message.Learn _,
          Message.ReadIndex _,
          Message.TakeOver _ -> {}
    }
  }

  /// A reply is about to leave a node.
  void leaving(Node node, Life life, Reply reply, Input.Sender to) {
    switch (reply) {
      case Message.Welcome() -> {
        if (!node.disk().hasMet(to.replica(), to.incarnation())) {
          throw notDurable(node, reply);
        }
      }
      case Message.Promise promise -> {
        checkMayVote(node, reply);
        checkPromised(node, promise.ballot(), reply);
        log.promised(node.index(), promise.ballot());
        promise.accepted().forEach(vote -> checkVoted(node, life, vote, reply));
      }
      case Message.Accepted accepted -> {
        checkMayVote(node, reply);
        checkPromised(node, accepted.ballot(), reply);
        for (long slot = accepted.firstSlot(); slot <= accepted.lastSlot(); slot++) {
          checkVoted(node, life, slot, accepted.ballot(), reply);
        }
      }
      case Message.Stranger _,
          Message.PreVoted _,
          Message.Learned _,
          Message.ReadFrom _,
          Message.Taking _,
          Message.Refused _,
          Message.NotNow _ -> {}
    }
  }

  private void checkMayVote(Node node, Message message) {
    if (node.isWiped()) {
      throw new Violation(
          "I1 (a promise never moves back)",
          node + " has lost its disk and takes part nevertheless: " + message);
    }
  }

  private void checkPromised(Node node, Ballot ballot, Message message) {
    if (node.disk().promised().isBelow(ballot)) {
      throw notDurable(node, message);
    }
  }

  private void checkVoted(Node node, Life life, AcceptedDecree vote, Message message) {
    checkVoted(node, life, vote.slot(), vote.ballot(), message);
  }

  /// A later vote may have replaced this one, and what is known chosen needs no vote.
  private void checkVoted(Node node, Life life, long slot, Ballot ballot, Message message) {
    boolean known = slot <= life.chosenUpTo() && slot(slot).isChosen();
    if (!known && node.disk().votedIn(slot).isBelow(ballot)) {
      throw notDurable(node, message);
    }
  }

  private static Violation notDurable(Node node, Message message) {
    return new Violation(
        "I6 (nothing is sent that depends on a write not yet durable)", node + " sends " + message);
  }

  /// A replica takes a slot for chosen and is about to apply it.
  void learned(Node node, Effects.Chosen chosen) {
    slot(chosen.slot()).checkChosen(node, chosen.decree());
    long expected = ++applied[node.index()];
    if (chosen.slot() != expected) {
      throw new Violation(
          "I7 (slots apply in order, once)",
          node + " applies slot " + chosen.slot() + " instead of " + expected);
    }
  }

  /// A replica has applied a slot.
  void applied(Node node, AppliedSlot slot) {
    if (!slot(slot.chosen().slot()).applied(node, slot)) {
      return;
    }
    if (slot.chosen().decree() instanceof Decree.Change change
        && !changed.add(change.request().commands().getFirst().id())) {
      throw new Violation("I7 (a command takes effect once)", change + " once more: " + slot);
    }
    for (AppliedSlot.Applied one : slot.results()) {
      if (one.changed() && !carriedOut.add(calls.getOrDefault(one.command(), -1L))) {
        throw new Violation(
            "I7 (a command takes effect once)", one + " in slot " + slot.chosen().slot());
      }
    }
  }

  /// How often the quorum system was changed.
  long changes() {
    return changed.size();
  }

  /// A client sends a command for the call with this number, which it may do more than once.
  void sent(CommandId command, long call) {
    calls.put(command, call);
  }

  /// A client was told of a write in this slot.
  void acknowledged(long slot) {
    acknowledgedUpTo = Math.max(acknowledgedUpTo, slot);
  }

  /// The last slot of which a client was told.
  long acknowledgedUpTo() {
    return acknowledgedUpTo;
  }

  /// A read is about to be answered.
  ///
  /// @param acknowledged the last slot of which a client had been told when the read began
  /// @param appliedSlot the slot up to which the state is that will be read
  void readReady(Node node, Effects.ReadReady ready, long acknowledged, long appliedSlot) {
    if (ready.index() < acknowledged || appliedSlot < ready.index()) {
      throw new Violation(
          "I8 (a read reflects every write that ended before it began)",
          "%s, at slot %d, answers at index %d a read that began after slot %d was acknowledged"
              .formatted(node, appliedSlot, ready.index(), acknowledged));
    }
  }
}
