package io.quorate.service.storage;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.InvariantViolation;
import io.quorate.core.paxos.Recovered;
import io.quorate.core.paxos.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.StatelessSession;

/// What the rows say, as far as the next writes need to know, and what these change: of several
/// writes to one row only the last is carried out. Confined to the writer's thread; of no use any
/// more once a method has thrown.
final class WrittenState {
  private Ballot promised;
  private long chosenUpTo;
  private boolean admitted;
  private boolean promiseChanged;

  /// Every slot up to here has a row, and so has each of the others.
  private long storedUpTo;

  private final NavigableSet<Long> storedAbove = new TreeSet<>();

  private final NavigableMap<Long, AcceptedDecree> votes = new TreeMap<>();
  private final List<Write.Met> met = new ArrayList<>();

  WrittenState(Recovered recovered) {
    promised = recovered.promised();
    chosenUpTo = recovered.chosenUpTo();
    admitted = recovered.admitted();
    storedUpTo = chosenUpTo;
    recovered.votes().forEach(vote -> storedAbove.add(vote.slot()));
  }

  long chosenUpTo() {
    return chosenUpTo;
  }

  /// Takes a write in, to be carried out with the others by [#carryOut].
  ///
  /// @throws InvariantViolation when a promise would move back (I1)
  void take(Write write) {
    switch (write) {
      case Write.Accepted(AcceptedDecree vote) -> votes.put(vote.slot(), vote);
      case Write.Met one -> met.add(one);
      case Write.Promised(Ballot ballot) -> {
        // I1: a promise never moves back.
        if (ballot.isBelow(promised)) {
          throw new InvariantViolation("I1", "asked to store " + ballot + " over " + promised);
        }
        promised = ballot;
        promiseChanged = true;
      }
      case Write.ChosenUpTo(long slot) -> {
        chosenUpTo = Math.max(chosenUpTo, slot);
        promiseChanged = true;
      }
      case Write.Admitted() -> {
        admitted = true;
        promiseChanged = true;
      }
    }
  }

  /// Brings the rows up to date, in the transaction of the session.
  void carryOut(StatelessSession session) {
    storeVotes(session);
    if (promiseChanged) {
      session.update(new PromiseRow(promised, chosenUpTo, admitted));
      promiseChanged = false;
    }
    met.forEach(one -> session.upsert(new MetRow(one)));
    met.clear();
  }

  private void storeVotes(StatelessSession session) {
    List<AcceptedRow> changed = new ArrayList<>();
    List<AcceptedRow> added = new ArrayList<>();
    for (AcceptedDecree vote : votes.values()) {
      boolean stored = vote.slot() <= storedUpTo || !storedAbove.add(vote.slot());
      (stored ? changed : added).add(new AcceptedRow(vote));
    }
    votes.clear();
    session.insertMultiple(added);
    session.updateMultiple(changed);
    NavigableSet<Long> chosen = storedAbove.headSet(chosenUpTo, true);
    if (chosen.size() != chosenUpTo - storedUpTo) {
      throw new IllegalStateException(
          "asked to store that slots up to %d are chosen, but not all from %d on have a row"
              .formatted(chosenUpTo, storedUpTo + 1));
    }
    chosen.clear();
    storedUpTo = chosenUpTo;
  }
}
