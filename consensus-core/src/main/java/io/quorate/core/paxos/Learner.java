package io.quorate.core.paxos;

import io.quorate.core.paxos.Effects.Chosen;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Knows what is chosen and hands it on in slot order, each slot once (I7).
public final class Learner {
  private long chosenUpTo;
  private final NavigableMap<Long, Decree> ahead = new TreeMap<>();

  /// @param chosenUpTo every slot up to here has been handed on before
  public Learner(long chosenUpTo) {
    this.chosenUpTo = chosenUpTo;
  }

  /// The last slot that is known chosen together with all before it.
  public long chosenUpTo() {
    return chosenUpTo;
  }

  /// Learns that a slot is chosen, and returns what can be handed on now.
  public List<Chosen> onChosen(long slot, Decree decree) {
    if (slot <= chosenUpTo) {
      return List.of();
    }
    Decree known = ahead.putIfAbsent(slot, decree);
    // I4: once chosen, always that decree.
    if (known != null && !known.equals(decree)) {
      throw new InvariantViolation(
          "I4", "slot " + slot + " chosen twice: " + known + ", " + decree);
    }
    List<Chosen> next = new ArrayList<>(1);
    while (!ahead.isEmpty() && ahead.firstKey() == chosenUpTo + 1) {
      chosenUpTo++;
      next.add(new Chosen(chosenUpTo, ahead.pollFirstEntry().getValue()));
    }
    return next;
  }

  /// Learns a leader's commit index: a slot up to it is chosen with what this acceptor voted for in
  /// the same ballot (I3). A vote of another ballot proves nothing, so learning stops there.
  public List<Chosen> onCommitIndex(Ballot ballot, long index, Acceptor acceptor) {
    List<Chosen> next = new ArrayList<>();
    while (chosenUpTo < index) {
      long slot = chosenUpTo + 1;
      Optional<Decree> vote = acceptor.votedIn(ballot, slot);
      if (vote.isEmpty()) {
        break;
      }
      next.addAll(onChosen(slot, vote.get()));
    }
    return next;
  }
}
