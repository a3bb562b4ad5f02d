package io.quorate.testkit.sim;

import io.quorate.core.keyspace.Change;
import io.quorate.core.keyspace.Entry;
import io.quorate.core.keyspace.Range;
import io.quorate.core.keyspace.Revision;
import io.quorate.core.lease.Lease;
import io.quorate.core.lock.Lock;
import io.quorate.core.lock.LockName;
import io.quorate.core.store.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A number that tells states apart: keys, leases with their keys, locks with their queues, which
/// history is kept, and what of it the last slot has added. What was added before went into the sum
/// of the slot that added it.
final class StateSum {
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long sum;

  private StateSum() {}

  /// @param before the revision before the last slot
  static long of(Store store, long before) {
    StateSum sum = new StateSum();
    sum.add(store.revision());
    sum.add(store.logTime());
    sum.add(store.keyspace().compactRevision());
    List<Entry> entries = new ArrayList<>();
    store.now().keys().ascend(Range.all(), entries::add);
    entries.forEach(sum::add);
    store.keyspace().history(before + 1, Integer.MAX_VALUE).forEach(sum::add);
    for (Lease lease : store.leases().from(0, Integer.MAX_VALUE)) {
      sum.add(lease.hashCode());
      sum.add(store.leases().keys(lease.id()).hashCode());
    }
    for (LockName.Kind kind : LockName.Kind.values()) {
      store.locks().from(new LockName(kind, ""), Integer.MAX_VALUE).forEach(sum::add);
    }
    return sum.sum;
  }

  private void add(long number) {
    sum = (sum ^ number) * SPREAD;
    sum ^= sum >>> 32;
  }

  private void add(Entry entry) {
    add(entry.key().hashCode());
    add(Arrays.hashCode(entry.value()));
    add(entry.modRevision());
    add(entry.createRevision());
    add(entry.version());
    add(entry.leaseId());
  }

  private void add(Revision revision) {
    add(revision.number());
    add(revision.time());
    for (Change change : revision.changes()) {
      add(change.key().hashCode());
      add(change.now());
      add(change.previous());
    }
  }

  private void add(Optional<Entry> entry) {
    add(entry.isPresent() ? 1 : 0);
    entry.ifPresent(this::add);
  }

  private void add(Lock lock) {
    // A name's own hash would be that of an enum, which differs from run to run.
    add(lock.name().toString().hashCode());
    add(lock.holder().token());
    add(lock.holder().acquiredRevision());
    add(lock.holder().claim().hashCode());
    lock.queue().forEach(claim -> add(claim.hashCode()));
  }
}
