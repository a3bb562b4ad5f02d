package io.quorate.core.paxos;

import io.quorate.core.paxos.Effects.Chosen;
import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// Phase 2 of one ballot: which decrees the leader has proposed and who has accepted them. It
/// proposes each slot once and never anything else there (I3).
public final class Leadership {
  private static final class Proposal {
    final Decree decree;
    final QuorumSystem quorums;
    final Set<ReplicaId> accepted = new HashSet<>();
    final long proposedAt;
    long sentAt;

    Proposal(Decree decree, QuorumSystem quorums, long now) {
      this.decree = decree;
      this.quorums = quorums;
      this.proposedAt = now;
      this.sentAt = now;
    }

    boolean isChosen() {
      return quorums.isPhase2Quorum(accepted);
    }
  }

  private final Ballot ballot;
  private Configuration configuration;
  private QuorumSystem quorums;
  private final NavigableMap<Long, Proposal> open = new TreeMap<>();
  private final long openingSlot;
  private long nextSlot;

  /// Begins to lead.
  ///
  /// @param quorums the system in force at the slot before `firstSlot`
  /// @param ballot the ballot that a phase-1 quorum has promised
  /// @param firstSlot the first slot that nobody in that quorum knows chosen
  /// @param inherited how many slots are to be proposed again before the leader's own first
  public Leadership(Ballot ballot, QuorumSystem quorums, long firstSlot, int inherited) {
    this.ballot = ballot;
    this.configuration = Configuration.of(quorums);
    this.quorums = quorums;
    this.nextSlot = firstSlot;
    this.openingSlot = firstSlot + inherited;
  }

  /// The leader's ballot.
  public Ballot ballot() {
    return ballot;
  }

  /// The slot of the leader's first own no-op. Once it is applied here, everything that earlier
  /// leaders had chosen is too, and the leader may serve (I8).
  public long openingSlot() {
    return openingSlot;
  }

  /// The last slot that is proposed, or the one before the first.
  long lastSlot() {
    return nextSlot - 1;
  }

  /// How many slots are proposed and not known chosen.
  public int slotsInFlight() {
    return open.size();
  }

  /// Proposes decrees in the next free slots (phase 2a).
  public Accept propose(List<Decree> decrees, long chosenUpTo, long now) {
    long first = nextSlot;
    for (Decree decree : decrees) {
      configure(configuration.with(nextSlot, decree));
      open.put(nextSlot++, new Proposal(decree, quorums, now));
    }
    return new Accept(ballot, first, decrees, chosenUpTo);
  }

  /// The system that quorums have to satisfy now; joint while a change is under way.
  QuorumSystem quorums() {
    return quorums;
  }

  /// Whether a change of the quorum system is proposed and not known chosen.
  boolean isChanging() {
    return configuration.isChanging();
  }

  /// All slots up to here are known chosen.
  public void settle(long chosenUpTo) {
    configure(configuration.upTo(chosenUpTo));
  }

  @SuppressWarnings("ReferenceEquality") // the same one when nothing has changed, which is mostly
  private void configure(Configuration now) {
    if (configuration != now) {
      configuration = now;
      quorums = now.inForce();
    }
  }

  /// Counts a vote in each of these slots (phase 2b) and returns what it made chosen.
  ///
  /// A change of the quorum system counts as chosen together with all that was inherited above it.
  /// A ballot that did not see the change may have chosen some of that with the old system alone;
  /// whoever knows of the change asks the new system alone, which has to know that by then (I4).
  public List<Chosen> onAccepted(ReplicaId from, long firstSlot, long lastSlot) {
    NavigableMap<Long, Proposal> slots = open.subMap(firstSlot, true, lastSlot, true);
    slots.values().forEach(proposal -> proposal.accepted.add(from));
    if (!configuration.isChanging()) {
      return takeChosen(slots);
    }
    long change = configuration.proposed().firstKey();
    List<Chosen> chosen = takeChosen(open.headMap(change, false));
    NavigableMap<Long, Proposal> together = open.tailMap(change, true);
    if (together.values().stream().allMatch(Proposal::isChosen)) {
      chosen.addAll(takeChosen(together));
    }
    return chosen;
  }

  private static List<Chosen> takeChosen(NavigableMap<Long, Proposal> from) {
    List<Chosen> chosen = new ArrayList<>(1);
    Iterator<Map.Entry<Long, Proposal>> slots = from.entrySet().iterator();
    while (slots.hasNext()) {
      Map.Entry<Long, Proposal> slot = slots.next();
      if (slot.getValue().isChosen()) {
        chosen.add(new Chosen(slot.getKey(), slot.getValue().decree));
        slots.remove();
      }
    }
    return chosen;
  }

  /// The proposals that this member has not accepted and that were last sent before `sentBefore`.
  List<Accept> unanswered(ReplicaId member, long chosenUpTo, long sentBefore) {
    List<Accept> again = new ArrayList<>();
    open.forEach((slot, proposal) -> {
      if (proposal.sentAt <= sentBefore && !proposal.accepted.contains(member)) {
        again.add(new Accept(ballot, slot, List.of(proposal.decree), chosenUpTo));
      }
    });
    return again;
  }

  void markSent(long sentBefore, long now) {
    for (Proposal proposal : open.values()) {
      if (proposal.sentAt <= sentBefore) {
        proposal.sentAt = now;
      }
    }
  }

  /// Whether some proposal has waited for its quorum since before this time.
  boolean isStuckSince(long time) {
    Iterator<Proposal> oldest = open.values().iterator();
    return oldest.hasNext() && oldest.next().proposedAt <= time;
  }
}
