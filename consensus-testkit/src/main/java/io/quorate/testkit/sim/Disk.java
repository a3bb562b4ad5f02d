package io.quorate.testkit.sim;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Recovered;
import io.quorate.core.paxos.Write;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// A replica's stable storage, with a [WriteQueue] in front of it.
final class Disk {

  /// Is told of each write as it becomes durable, just before it is stored.
  interface Watch {
    /// One write.
    ///
    /// @param copied whether the group holds decrees copied from a peer instead of own votes
    void durable(Disk disk, Write write, boolean copied);
  }

  private record Group(List<Write> writes, boolean copied) {}

  private final long incarnation;
  private final Watch watch;
  private final WriteQueue<Group> queue;

  private Ballot promised = Ballot.NONE;
  private long chosenUpTo;
  private final NavigableMap<Long, AcceptedDecree> rows = new TreeMap<>();
  private final Map<ReplicaId, Long> met = new HashMap<>();
  private boolean admitted;

  Disk(long incarnation, Agenda agenda, Dice dice, Setting.Delay delay, Watch watch) {
    this.incarnation = incarnation;
    this.watch = watch;
    this.queue = new WriteQueue<>(agenda, dice, delay, this::store);
  }

  /// The random number that tells this disk from every other.
  long incarnation() {
    return incarnation;
  }

  /// Takes a group of writes.
  ///
  /// @param copied see [Watch#durable]
  /// @param whenDurable runs when the group is durable, unless a crash comes first
  void write(List<Write> writes, boolean copied, Runnable whenDurable) {
    queue.write(new Group(writes, copied), whenDurable);
  }

  private void store(Group group) {
    for (Write write : group.writes()) {
      watch.durable(this, write, group.copied());
      switch (write) {
        case Write.Promised(Ballot ballot) -> promised = ballot;
        case Write.Accepted(AcceptedDecree vote) -> rows.put(vote.slot(), vote);
        case Write.ChosenUpTo(long slot) -> chosenUpTo = slot;
        case Write.Met(ReplicaId replica, long number) -> met.put(replica, number);
        case Write.Admitted() -> admitted = true;
      }
    }
  }

  /// Stores nothing until then.
  void hang(long until) {
    queue.hang(until);
  }

  /// Works again.
  void unhang() {
    queue.unhang();
  }

  /// Forgets what is not durable, except for so many groups that got through in time although
  /// nobody was told.
  void crash(int through) {
    queue.crash(through);
  }

  /// How many groups are not durable yet.
  int pendingGroups() {
    return queue.size();
  }

  /// What a replica that starts finds here.
  Recovered recovered() {
    return new Recovered(
        promised, chosenUpTo, List.copyOf(rows.tailMap(chosenUpTo, false).values()), met, admitted);
  }

  /// What is known chosen from this slot on, slot after slot.
  List<AcceptedDecree> chosen(long firstSlot, int limit) {
    List<AcceptedDecree> found = new ArrayList<>();
    for (long slot = firstSlot; slot <= chosenUpTo && found.size() < limit; slot++) {
      AcceptedDecree row = rows.get(slot);
      if (row == null) {
        throw new Violation("I7", "slot " + slot + " is noted as chosen and has no row");
      }
      found.add(row);
    }
    return found;
  }

  Ballot promised() {
    return promised;
  }

  long chosenUpTo() {
    return chosenUpTo;
  }

  /// The ballot of the row of this slot, [Ballot#NONE] without one.
  Ballot votedIn(long slot) {
    AcceptedDecree row = rows.get(slot);
    return row == null ? Ballot.NONE : row.ballot();
  }

  /// The rows from one slot to another, both included.
  Iterable<AcceptedDecree> rows(long from, long to) {
    return rows.subMap(from, true, to, true).values();
  }

  /// Whether it is on stable storage that this peer was met with this disk.
  boolean hasMet(ReplicaId peer, long number) {
    Long known = met.get(peer);
    return known != null && known == number;
  }
}
