package io.quorate.core.store;

import io.quorate.core.keyspace.Draft;
import io.quorate.core.keyspace.Entry;
import io.quorate.core.keyspace.Keyspace;
import io.quorate.core.keyspace.Range;
import io.quorate.core.keyspace.Revision;
import io.quorate.core.keyspace.Snapshot.Page;
import io.quorate.core.lease.Leases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What operations on keys mean.
final class KeyOperations {
  /// What one step of a transaction reads at most, in bytes of values.
  private static final long STEP_BYTES = 4 << 20;

  private final Keyspace keyspace;
  private final Leases leases;
  private final Commits commits;

  /// Makes a draft the latest revision, at the log's time, and tells everyone who has to know.
  @FunctionalInterface
  interface Commits {
    Optional<Revision> commit(Draft draft);
  }

  /// A step needs a lease that is not there, so the whole transaction does nothing.
  private static final class LeaseMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long id;

    LeaseMissing(long id) {
      super("lease " + id, null, false, false);
      this.id = id;
    }
  }

  KeyOperations(Keyspace keyspace, Leases leases, Commits commits) {
    this.keyspace = keyspace;
    this.leases = leases;
    this.commits = commits;
  }

  Outcome apply(Operation.OnKeys operation) {
    try {
      return switch (operation) {
        case Operation.Put put -> put(put);
        case Operation.Delete delete -> delete(delete);
        case Operation.DeleteRange(Range range) -> delete(range);
        case Operation.Transact(Transaction transaction) -> transact(transaction);
        case Operation.Compact(long revision) -> compact(revision);
      };
    } catch (LeaseMissing missing) {
      return new Outcome.NoSuchLease(missing.id);
    }
  }

  private Outcome put(Operation.Put put) {
    Draft draft = keyspace.draft();
    Optional<Entry> current = draft.get(put.key());
    if (!put.condition().holdsFor(current)) {
      return new Outcome.ConditionFailed(current);
    }
    Entry stored = put(draft, put.key(), put.value(), put.leaseId());
    commits.commit(draft);
    return new Outcome.Stored(
        stored.modRevision(),
        stored.createRevision(),
        stored.version(),
        put.wantsPrevious() ? current : Optional.empty());
  }

  private Entry put(Draft draft, String key, byte[] value, long leaseId) {
    if (leaseId != Entry.NO_LEASE && leases.find(leaseId).isEmpty()) {
      throw new LeaseMissing(leaseId);
    }
    return draft.put(key, value, leaseId);
  }

  private Outcome delete(Operation.Delete delete) {
    Optional<Entry> current = keyspace.now().get(delete.key());
    return delete.condition().holdsFor(current)
        ? delete(Range.one(delete.key()))
        : new Outcome.ConditionFailed(current);
  }

  private Outcome delete(Range range) {
    Draft draft = keyspace.draft();
    List<Entry> gone = draft.delete(range);
    commits.commit(draft);
    return new Outcome.Deleted(gone.size(), keyspace.revision());
  }

  private Outcome transact(Transaction transaction) {
    Draft draft = keyspace.draft();
    StepResult.Transacted done = transact(draft, transaction);
    commits.commit(draft);
    return new Outcome.Transacted(done.succeeded(), keyspace.revision(), done.results());
  }

  private StepResult.Transacted transact(Draft draft, Transaction transaction) {
    boolean holds =
        transaction.conditions().stream().allMatch(one -> one.holdsFor(draft.get(one.key())));
    List<StepResult> results = new ArrayList<>();
    for (Transaction.Step step : holds ? transaction.then() : transaction.otherwise()) {
      results.add(carryOut(draft, step));
    }
    return new StepResult.Transacted(holds, results);
  }

  private StepResult carryOut(Draft draft, Transaction.Step step) {
    return switch (step) {
      case Transaction.Put put -> {
        Optional<Entry> previous = put.wantsPrevious() ? draft.get(put.key()) : Optional.empty();
        Entry stored = put(draft, put.key(), put.value(), put.leaseId());
        yield new StepResult.Stored(stored.withoutValue(), previous);
      }
      case Transaction.Delete(Range range) -> new StepResult.Deleted(draft.delete(range).size());
      case Transaction.Get(String key) -> new StepResult.Found(draft.get(key));
      case Transaction.GetRange get -> {
        long maxBytes = get.keysOnly() ? Long.MAX_VALUE : STEP_BYTES;
        Page page = draft.now().page(get.range(), get.direction(), get.limit(), maxBytes);
        StepResult.Listed listed = new StepResult.Listed(page.count(), page.items());
        yield get.keysOnly() ? listed.withoutValues() : listed;
      }
      case Transaction.Nested(Transaction inner) -> transact(draft, inner);
    };
  }

  private Outcome compact(long revision) {
    if (revision > keyspace.revision()) {
      return new Outcome.RevisionAhead(keyspace.revision());
    }
    keyspace.compact(revision);
    return new Outcome.Compacted(keyspace.compactRevision());
  }
}
