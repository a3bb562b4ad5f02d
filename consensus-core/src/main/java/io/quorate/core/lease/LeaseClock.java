package io.quorate.core.lease;

import io.quorate.core.lease.Lease.Term;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The leader's own measure of which leases are over. It only ever proposes: the log decides.
///
/// A new leader gives every lease its whole time again, because it can not know when the one before
/// renewed it; so a lease may end late by a failover, and never early. Time is what the caller
/// says, from a clock that is never set. Confined to one thread.
public final class LeaseClock {
  private record Deadline(long at, Term term) {}

  private final Deque<Lease> renewed = new ArrayDeque<>();
  private final Map<Long, Deadline> byLease = new HashMap<>();
  private final TreeSet<Deadline> deadlines =
      new TreeSet<>(
          Comparator.comparingLong(Deadline::at).thenComparingLong(one -> one.term().id()));
  private boolean leads;

  /// This replica leads from now on: all leases that there are have their whole time before them.
  public void begin(List<Lease> leases) {
    end();
    leads = true;
    renewed.addAll(leases);
  }

  /// It does not lead any more.
  public void end() {
    leads = false;
    renewed.clear();
    deadlines.clear();
    byLease.clear();
  }

  /// Whether this replica leads, as far as this clock was told.
  public boolean leads() {
    return leads;
  }

  /// A lease was granted or renewed. Its time begins with the next call of [#due], that is, late
  /// rather than early.
  public void renewed(Lease lease) {
    if (leads) {
      renewed.add(lease);
    }
  }

  /// The terms that are over, each told once.
  ///
  /// @param now in milliseconds, of any clock that only goes on
  public List<Term> due(long now) {
    for (Lease lease = renewed.poll(); lease != null; lease = renewed.poll()) {
      arm(new Deadline(now + lease.ttlSeconds() * 1000, lease.term()));
    }
    List<Term> over = new ArrayList<>();
    while (!deadlines.isEmpty() && deadlines.first().at() <= now) {
      Term term = deadlines.removeFirst().term();
      byLease.remove(term.id());
      over.add(term);
    }
    return over;
  }

  private void arm(Deadline deadline) {
    Deadline earlier = byLease.put(deadline.term().id(), deadline);
    if (earlier != null) {
      deadlines.remove(earlier);
    }
    deadlines.add(deadline);
  }
}
