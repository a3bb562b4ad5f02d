package io.quorate.core.store;

import io.quorate.core.keyspace.Retention;
import io.quorate.core.lease.Lease;
import io.quorate.core.lease.LeaseClock;
import java.util.ArrayList;
import java.util.List;

/// What a leader asks for by itself: the end of leases whose time is over, and the compaction of
/// history. It is decided in the log like anything else, so every replica does it at the same
/// place.
///
/// Confined to the store's thread.
public final class Housekeeping {
  /// So many leases end by one command at most: what is applied at once stays short.
  private static final int BATCH = 500;

  private final Store store;
  private final Retention retention;
  private final LeaseClock clock = new LeaseClock();
  private long compactionAsked;

  /// Of this store, from now on.
  ///
  /// @param retention how much history is kept
  public Housekeeping(Store store, Retention retention) {
    this.store = store;
    this.retention = retention;
    store.leases().onRenewal(clock::renewed);
  }

  /// This replica leads from now on. Leases that are still to be applied are heard of then.
  public void begin() {
    clock.begin(store.leases().from(0, Integer.MAX_VALUE));
    compactionAsked = 0;
  }

  /// It does not lead any more.
  public void end() {
    clock.end();
  }

  /// What it is time for, each told once; nothing unless this replica leads. Time is of two kinds
  /// here: leases are measured with a clock that is never set, so that setting one ends no lease.
  ///
  /// @param now in milliseconds, of any clock that only goes on
  /// @param date in milliseconds since 1970
  public List<Operation> due(long now, long date) {
    if (!clock.leads()) {
      return List.of();
    }
    List<Operation> due = new ArrayList<>();
    List<Lease.Term> over = clock.due(now);
    for (int from = 0; from < over.size(); from += BATCH) {
      due.add(new Operation.ExpireLeases(over.subList(from, Math.min(from + BATCH, over.size()))));
    }
    store
        .keyspace()
        .dueForCompaction(retention, Math.max(date, store.logTime()))
        .ifPresent(revision -> {
          if (revision > compactionAsked && store.keyspace().compactRevision() >= compactionAsked) {
            compactionAsked = revision;
            due.add(new Operation.Compact(revision));
          }
        });
    return due;
  }
}
