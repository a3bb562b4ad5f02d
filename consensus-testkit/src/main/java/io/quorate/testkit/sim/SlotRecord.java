package io.quorate.testkit.sim;

import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Decree;
import io.quorate.core.quorum.QuorumSystem;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All that the [Referee] has seen of one slot: what was proposed in which ballot, who voted for it
/// on stable storage, what was chosen, what came of it.
final class SlotRecord {
  private static final class Proposal {
    final Decree decree;
    long voters;

    Proposal(Decree decree) {
      this.decree = decree;
    }
  }

  private final long slot;
  private final NavigableMap<Ballot, Proposal> proposals = new TreeMap<>();
  private @Nullable Ballot chosenIn;
  private @Nullable Decree chosen;
  private @Nullable AppliedSlot applied;

  SlotRecord(long slot) {
    this.slot = slot;
  }

  /// A decree was proposed in a ballot, or voted for.
  void proposed(Ballot ballot, Decree decree) {
    proposal(ballot, decree);
  }

  private Proposal proposal(Ballot ballot, Decree decree) {
    Proposal known = proposals.get(ballot);
    if (known == null) {
      Proposal fresh = new Proposal(decree);
      proposals.put(ballot, fresh);
      checkAgainstChosen(ballot, decree);
      return fresh;
    }
    if (!known.decree.equals(decree)) {
      throw new Violation(
          "I3 (one ballot, one value per slot)",
          "slot %d, ballot %s: %s and %s".formatted(slot, ballot, known.decree, decree));
    }
    return known;
  }

  private void checkAgainstChosen(Ballot ballot, Decree decree) {
    if (chosenIn != null && chosenIn.isBelow(ballot) && !decree.equals(chosen)) {
      throw new Violation(
          "I4 (once chosen, every later ballot proposes that value)",
          "slot %d: %s chosen in %s, %s proposed in %s"
              .formatted(slot, chosen, chosenIn, decree, ballot));
    }
  }

  /// A member's vote is on stable storage.
  ///
  /// @param member its number, from 0
  void voted(int member, Ballot ballot, Decree decree) {
    proposal(ballot, decree).voters |= 1L << member;
  }

  /// Counts the votes of a ballot.
  ///
  /// @param system the system by which they count
  /// @return whether a lower ballot turns out to have chosen than was known
  boolean count(Ballot ballot, QuorumSystem system) {
    Proposal proposal = known(ballot);
    long voters = proposal.voters;
    return system.isPhase2Quorum(id -> (voters >> Systems.place(id) & 1) != 0)
        && choose(ballot, proposal.decree);
  }

  private Proposal known(Ballot ballot) {
    Proposal known = proposals.get(ballot);
    if (known == null) {
      throw new IllegalArgumentException("nothing is proposed in " + ballot);
    }
    return known;
  }

  long slot() {
    return slot;
  }

  /// The ballots in which something is proposed.
  List<Ballot> ballots() {
    return List.copyOf(proposals.keySet());
  }

  Decree proposedIn(Ballot ballot) {
    return known(ballot).decree;
  }

  /// The lowest ballot that has chosen, as far as is known.
  Ballot chosenIn() {
    return Objects.requireNonNull(chosenIn);
  }

  Decree chosen() {
    return Objects.requireNonNull(chosen);
  }

  private boolean choose(Ballot ballot, Decree decree) {
    if (chosen != null && !chosen.equals(decree)) {
      throw new Violation(
          "I4 (once chosen, always that value)",
          "slot %d: %s chosen in %s, then %s in %s"
              .formatted(slot, chosen, chosenIn, decree, ballot));
    }
    if (chosenIn != null && !ballot.isBelow(chosenIn)) {
      return false;
    }
    chosen = decree;
    chosenIn = ballot;
    for (Map.Entry<Ballot, Proposal> later : proposals.tailMap(ballot, false).entrySet()) {
      checkAgainstChosen(later.getKey(), later.getValue().decree);
    }
    return true;
  }

  boolean isChosen() {
    return chosen != null;
  }

  /// Somebody holds this decree for chosen.
  void checkChosen(Object who, Decree decree) {
    if (chosen == null) {
      throw new Violation(
          "I4 (chosen is what a quorum has voted for)",
          "%s takes slot %d for chosen, but the durable votes are no quorum: %s"
              .formatted(who, slot, decree));
    }
    if (!chosen.equals(decree)) {
      throw new Violation(
          "I4 (once chosen, always that value)",
          "slot %d: %s chosen in %s, but %s has %s".formatted(slot, chosen, chosenIn, who, decree));
    }
  }

  /// Somebody applied the slot; returns whether nobody had before.
  boolean applied(Object who, AppliedSlot now) {
    if (applied == null) {
      applied = now;
      return true;
    }
    if (applied.state() != now.state() || !applied.results().equals(now.results())) {
      throw new Violation(
          "I7 (the same state everywhere)",
          "%s made %s of slot %d, the first made %s".formatted(who, now, slot, applied));
    }
    return false;
  }
}
