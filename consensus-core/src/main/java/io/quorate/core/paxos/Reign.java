package io.quorate.core.paxos;

import io.quorate.core.paxos.Campaign.Inheritance;
import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.paxos.Message.Learn;
import io.quorate.core.paxos.Message.ReadFrom;
import io.quorate.core.paxos.Reads.Confirmed;
import io.quorate.core.paxos.Reads.Waiter;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a replica does while it leads: proposes, counts votes, says that it is there, confirms
/// reads, and notices when it should not lead any more.
final class Reign {
  private static final long NEVER = Long.MIN_VALUE / 2;

  /// What the leader knows of a peer: when it last said anything, when it last did what this leader
  /// asks, and whether it has yet to answer the last [Learn].
  private record Contact(long heardAt, long followedAt, long chosenUpTo, boolean owesAnswer) {

    static Contact at(long heardAt) {
      return new Contact(heardAt, NEVER, 0, false);
    }

    boolean follows() {
      return followedAt != NEVER;
    }

    Contact heard(long now) {
      return new Contact(now, followedAt, chosenUpTo, owesAnswer);
    }

    Contact asked() {
      return new Contact(heardAt, followedAt, chosenUpTo, true);
    }

    Contact voted() {
      return new Contact(heardAt, heardAt, chosenUpTo, owesAnswer);
    }

    Contact learned(long upTo) {
      return new Contact(heardAt, heardAt, upTo, false);
    }
  }

  private final ReplicaId self;
  private final List<ReplicaId> peers;
  private final Timing timing;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Leadership leadership;
  private final Reads reads;
  private final Map<ReplicaId, Contact> contacts = new HashMap<>();
  private final long begunAt;
  private long heartbeatAt;
  private long knownUpTo;
  private long learnedAt;

  Reign(
      ReplicaId self,
      List<ReplicaId> peers,
      Timing timing,
      Ledger ledger,
      Outbox outbox,
      Ballot ballot,
      Inheritance inherited,
      long now) {
    this.self = self;
    this.peers = peers;
    this.timing = timing;
    this.ledger = ledger;
    this.outbox = outbox;
    this.reads = new Reads(self);
    long first = inherited.chosenUpTo() + 1;
    this.leadership =
        new Leadership(ballot, inherited.quorums(), first, inherited.decrees().size());
    peers.forEach(peer -> contacts.put(peer, Contact.at(now)));
    this.knownUpTo = ledger.chosenUpTo();
    this.learnedAt = now;
    this.begunAt = now;
  }

  Ballot ballot() {
    return leadership.ballot();
  }

  int slotsInFlight() {
    return leadership.slotsInFlight();
  }

  /// How far each peer last said it knows the log.
  Map<ReplicaId, Long> peersChosenUpTo() {
    Map<ReplicaId, Long> known = new HashMap<>();
    contacts.forEach((peer, contact) -> known.put(peer, contact.chosenUpTo()));
    return known;
  }

  /// Whether the leader's first no-op is applied here, so that it may serve.
  boolean isEstablished() {
    return ledger.chosenUpTo() >= leadership.openingSlot();
  }

  /// Slots may be chosen out of order, so the window is not on how many are open: a promise tells
  /// all votes above the log that is known chosen without a gap.
  boolean canPropose() {
    return isEstablished()
        && !leadership.isChanging()
        && leadership.lastSlot() - ledger.chosenUpTo() < timing.maxInFlight();
  }

  /// Whether a change of the quorum system may be proposed: with nothing in flight, so that only
  /// the change itself needs both systems, and once it is clear who follows this leader.
  boolean canChange(long now) {
    return canPropose()
        && leadership.lastSlot() == ledger.chosenUpTo()
        && (now - begunAt >= timing.electionTimeout()
            || contacts.values().stream().allMatch(Contact::follows));
  }

  /// Whether the members that follow this leader now are enough for that system, to choose and to
  /// elect the next leader. A change to one that needs others would keep the log from moving until
  /// they come back: whoever leads next finds votes for it and has to propose it again (I4).
  boolean isFollowedEnoughFor(QuorumSystem to, long now) {
    Set<ReplicaId> following = new HashSet<>(Set.of(self));
    contacts.forEach((peer, contact) -> {
      if (now - contact.followedAt() <= timing.electionTimeout()) {
        following.add(peer);
      }
    });
    return to.isPhase1Quorum(following) && to.isPhase2Quorum(following);
  }

  /// Proposes decrees: the own vote goes to the store and the requests to the peers side by side.
  /// Returns the own vote, which counts once it is durable (I6).
  Message.Accepted propose(List<Decree> decrees, long now) {
    Accept accept = leadership.propose(decrees, ledger.chosenUpTo(), now);
    if (!(ledger.accept(accept) instanceof Message.Accepted vote)) {
      throw new InvariantViolation(
          "I2", "a leader whose acceptor has promised " + ledger.promised() + ": " + ballot());
    }
    peers.forEach(peer -> outbox.send(peer, accept, 0));
    heartbeatAt = now;
    return vote;
  }

  void heard(ReplicaId peer, long now) {
    contacts.computeIfPresent(peer, (_, contact) -> contact.heard(now));
  }

  /// Counts a vote; returns whether it brought the log forward.
  boolean onAccepted(ReplicaId from, Message.Accepted vote) {
    if (!vote.ballot().equals(ballot())) {
      return false;
    }
    contacts.computeIfPresent(from, (_, contact) -> contact.voted());
    boolean advanced =
        ledger.choose(leadership.onAccepted(from, vote.firstSlot(), vote.lastSlot()));
    leadership.settle(ledger.chosenUpTo());
    return advanced;
  }

  void onLearned(ReplicaId from, Message.Learned learned) {
    if (!learned.ballot().equals(ballot())) {
      return;
    }
    contacts.computeIfPresent(from, (_, contact) -> contact.learned(learned.chosenUpTo()));
    reads.confirm(from, learned.confirmation());
  }

  /// Whether this follower and the leader are together enough to confirm the reads that this
  /// follower asks about, having promised no higher ballot when it asked (I8).
  boolean isConfirmedBy(ReplicaId follower, Ballot promised) {
    return isEstablished()
        && !ballot().isBelow(promised)
        && leadership.quorums().meetsEveryPhase1Quorum(Set.of(self, follower));
  }

  void read(Waiter waiter) {
    reads.add(waiter);
  }

  /// Ends a confirmation that has its quorum and starts the next one. Returns the local reads that
  /// may be answered at the returned index.
  Optional<Confirmed> confirmReads(long now) {
    Optional<Confirmed> done =
        reads.isConfirmed(leadership.quorums()) ? Optional.of(reads.finish()) : Optional.empty();
    if (isEstablished() && reads.canStart()) {
      reads.start(ledger.chosenUpTo());
      askWhoIsFree();
    }
    return done;
  }

  /// Answers followers that asked for a read index.
  void answer(Waiter.Remote remote, long index) {
    outbox.answer(remote.token(), new ReadFrom(remote.question(), ballot(), index), 0);
  }

  List<Waiter> releaseReads() {
    return reads.release();
  }

  /// Everyone hears that the leader is there, and of the reads that wait.
  private void announce(long now) {
    peers.forEach(peer -> say(peer, learn()));
    heartbeatAt = now;
  }

  /// Who has not answered the last question yet is spared the next one, until the next heartbeat:
  /// more of them would only make it slower.
  private void askWhoIsFree() {
    Learn learn = learn();
    for (ReplicaId peer : peers) {
      if (!known(peer).owesAnswer()) {
        say(peer, learn);
      }
    }
  }

  private Learn learn() {
    return new Learn(ballot(), ledger.chosenUpTo(), reads.underWay());
  }

  private void say(ReplicaId peer, Learn learn) {
    outbox.send(peer, learn, 0);
    contacts.computeIfPresent(peer, (_, contact) -> contact.asked());
  }

  void tick(long now) {
    noteProgress(now);
    leadership.settle(ledger.chosenUpTo());
    if (now - heartbeatAt >= timing.heartbeat()) {
      announce(now);
    }
    long sentBefore = now - timing.resendAfter();
    for (ReplicaId peer : peers) {
      leadership
          .unanswered(peer, ledger.chosenUpTo(), sentBefore)
          .forEach(accept -> outbox.send(peer, accept, 0));
    }
    leadership.markSent(sentBefore, now);
  }

  private void noteProgress(long now) {
    if (knownUpTo < ledger.chosenUpTo()) {
      knownUpTo = ledger.chosenUpTo();
      learnedAt = now;
    }
  }

  /// Whether this leader serves nobody: it has not heard a quorum for long, its proposals do not
  /// get one, or nobody gives it the log up to its own first slot. The one who could may be gone
  /// for good; the next promises then tell of votes in these slots, and they are proposed again.
  boolean isOver(long now) {
    Set<ReplicaId> heard = new HashSet<>(Set.of(self));
    contacts.forEach((peer, contact) -> {
      if (now - contact.heardAt() <= 2 * timing.electionTimeout()) {
        heard.add(peer);
      }
    });
    QuorumSystem quorums = leadership.quorums();
    boolean alone = !quorums.isPhase2Quorum(heard) || !quorums.meetsEveryPhase1Quorum(heard);
    boolean ignorant = !isEstablished() && now - learnedAt >= timing.progressTimeout();
    return alone || ignorant || leadership.isStuckSince(now - timing.progressTimeout());
  }

  /// The peer to hand over to: of those heard lately, the one that knows most of the log.
  Optional<ReplicaId> successor(long now) {
    Comparator<ReplicaId> byLog = Comparator.comparingLong(peer -> known(peer).chosenUpTo());
    List<ReplicaId> alive = new ArrayList<>(peers);
    alive.removeIf(peer -> now - known(peer).heardAt() > timing.electionTimeout());
    return alive.stream().max(byLog);
  }

  private Contact known(ReplicaId peer) {
    return contacts.getOrDefault(peer, Contact.at(NEVER));
  }
}
