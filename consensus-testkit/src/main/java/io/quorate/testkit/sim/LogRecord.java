package io.quorate.testkit.sim;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Decree;
import io.quorate.core.quorum.Joint;
import io.quorate.core.quorum.QuorumSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What the [Referee] knows of the whole log: which slots are chosen, and by which quorum system.
///
/// Which system decides a slot is said by what is chosen below it, so the slots are counted in
/// order, and none before the one below it is chosen. A change counts in the ballot that it was
/// chosen in and in those above. A ballot below it may have chosen something above the change
/// without it, with the system before; and what leaders say of any of this does not matter.
final class LogRecord {
  private final QuorumSystem initial;
  private final List<SlotRecord> slots = new ArrayList<>();
  private final NavigableMap<Long, SlotRecord> changes = new TreeMap<>();
  private final Map<Ballot, Long> promisers = new HashMap<>();
  private int chosenUpTo;

  LogRecord(QuorumSystem initial) {
    this.initial = initial;
    slot(0);
  }

  SlotRecord slot(long slot) {
    while (slots.size() <= slot) {
      slots.add(new SlotRecord(slots.size()));
    }
    return slots.get((int) slot);
  }

  /// A member's vote is on stable storage.
  void voted(int member, AcceptedDecree vote) {
    SlotRecord record = slot(vote.slot());
    record.voted(member, vote.ballot(), vote.decree());
    if (vote.slot() <= chosenUpTo && count(record, vote.ballot())) {
      recountAbove(record);
    }
    while (chosenUpTo + 1 < slots.size() && isChosen(slots.get(chosenUpTo + 1))) {
      chosenUpTo++;
    }
  }

  private boolean isChosen(SlotRecord record) {
    record.ballots().forEach(ballot -> count(record, ballot));
    if (record.isChosen() && record.chosen() instanceof Decree.Change) {
      changes.put(record.slot(), record);
    }
    return record.isChosen();
  }

  /// A change turns out to have been chosen in a lower ballot than was known.
  private void recountAbove(SlotRecord record) {
    if (changes.containsKey(record.slot())) {
      for (SlotRecord above : slots.subList((int) record.slot() + 1, chosenUpTo + 1)) {
        above.ballots().forEach(ballot -> count(above, ballot));
      }
    }
  }

  private boolean count(SlotRecord record, Ballot ballot) {
    return record.count(ballot, systemOf(record.slot(), ballot, record.proposedIn(ballot)));
  }

  private QuorumSystem systemOf(long slot, Ballot ballot, Decree decree) {
    QuorumSystem before = systemBelow(slot, change -> !ballot.isBelow(change));
    return decree instanceof Decree.Change change ? new Joint(before, change.to()) : before;
  }

  /// The system that the changes below a slot put in force, of those chosen in such a ballot.
  private QuorumSystem systemBelow(long slot, Predicate<Ballot> ballots) {
    for (SlotRecord record : changes.headMap(slot, false).descendingMap().values()) {
      if (ballots.test(record.chosenIn()) && record.chosen() instanceof Decree.Change change) {
        return change.to();
      }
    }
    return initial;
  }

  /// A member has promised this ballot on stable storage, and told so.
  void promised(int member, Ballot ballot) {
    promisers.merge(ballot, 1L << member, (known, more) -> known | more);
  }

  /// A ballot proposes something in this slot. I5: a phase-1 quorum has promised it, of the system
  /// that is in force below the slot as far as lower ballots have chosen what is there.
  void checkWon(Ballot ballot, long slot) {
    QuorumSystem system = systemBelow(slot, change -> change.isBelow(ballot));
    long heard = promisers.getOrDefault(ballot, 0L);
    if (!system.isPhase1Quorum(id -> (heard >> Systems.place(id) & 1) != 0)) {
      throw new Violation(
          "I5 (every phase-1 quorum meets every phase-2 quorum)",
          "%s proposes in slot %d and was promised by %s, which is no quorum of %s"
              .formatted(ballot, slot, Long.toBinaryString(heard), system.text()));
    }
  }
}
