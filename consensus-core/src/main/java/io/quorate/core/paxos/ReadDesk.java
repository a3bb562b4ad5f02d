package io.quorate.core.paxos;

import io.quorate.core.paxos.Effects.ReadReady;
import io.quorate.core.quorum.ReplicaId;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/// Where reads are taken in and given out, whoever leads: a leader confirms them itself ([Reads]),
/// a follower asks it ([Following]), and each is ready once the log is known here up to its index.
final class ReadDesk {
  private final Elections elections;
  private final Following following;
  private final Ledger ledger;
  private final Outbox outbox;
  private final PriorityQueue<ReadReady> confirmed =
      new PriorityQueue<>(Comparator.comparingLong(ReadReady::index));

  ReadDesk(Elections elections, Following following, Ledger ledger, Outbox outbox) {
    this.elections = elections;
    this.following = following;
    this.ledger = ledger;
    this.outbox = outbox;
  }

  /// A caller of this replica wants to read.
  void take(long ticket) {
    elections
        .reign()
        .ifPresentOrElse(
            reign -> reign.read(new Reads.Waiter.Local(ticket)), () -> following.addRead(ticket));
  }

  /// A follower wants to know what its reads have to wait for. They began before it asked, so what
  /// it says of its own promise confirms them too: where the two of us are enough for that, it is
  /// answered at once.
  void takeFrom(ReplicaId follower, Message.ReadIndex ask, long token) {
    Optional<Reign> reign = elections.reign();
    if (reign.isEmpty()) {
      outbox.answer(token, new Message.NotNow("this replica does not lead"), 0);
      return;
    }
    Reads.Waiter.Remote waiter = new Reads.Waiter.Remote(token, ask.question());
    if (reign.get().isConfirmedBy(follower, ask.promised())) {
      reign.get().answer(waiter, ledger.chosenUpTo());
    } else {
      reign.get().read(waiter);
    }
  }

  /// The leader has answered a follower's question.
  void confirmed(Message.ReadFrom answer) {
    for (long ticket : following.takeAsked(answer.question())) {
      confirmed.add(new ReadReady(ticket, answer.index()));
    }
  }

  /// Moves everything on that can be: questions, confirmations, reads that are ready.
  void moveOn(long now) {
    Optional<Reign> reign = elections.reign();
    if (reign.isPresent()) {
      confirm(reign.get(), now);
    } else if (following.shouldAsk(now)) {
      ReplicaId leader = following.leader().orElseThrow();
      outbox.send(leader, new Message.ReadIndex(ledger.promised(), following.ask(now)), 0);
    }
    while (!confirmed.isEmpty() && confirmed.peek().index() <= ledger.chosenUpTo()) {
      outbox.read(confirmed.remove());
    }
  }

  private void confirm(Reign reign, long now) {
    Optional<Reads.Confirmed> done = reign.confirmReads(now);
    while (done.isPresent()) {
      long index = done.get().index();
      for (Reads.Waiter waiter : done.get().waiters()) {
        switch (waiter) {
          case Reads.Waiter.Local(long ticket) -> confirmed.add(new ReadReady(ticket, index));
          case Reads.Waiter.Remote remote -> reign.answer(remote, index);
        }
      }
      done = reign.confirmReads(now);
    }
  }
}
