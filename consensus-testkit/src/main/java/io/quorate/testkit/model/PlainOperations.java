package io.quorate.testkit.model;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.keyspace.Range;
import io.quorate.core.store.Comparison;
import io.quorate.core.store.Condition;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import io.quorate.core.store.StepResult;
import io.quorate.core.store.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is done to keys, by the words of the contract.
final class PlainOperations {
  private final PlainStore store;
  private final PlainKeys keys;

  PlainOperations(PlainStore store) {
    this.store = store;
    this.keys = store.keys;
  }

  Outcome apply(Operation.OnKeys operation) {
    return switch (operation) {
      case Operation.Put put -> put(put);
      case Operation.Delete(String key, Condition condition) -> {
        Optional<Entry> current = Optional.ofNullable(keys.now().get(key));
        yield holds(condition, current)
            ? delete(Range.one(key))
            : new Outcome.ConditionFailed(current);
      }
      case Operation.DeleteRange(Range range) -> delete(range);
      case Operation.Transact(Transaction transaction) -> transact(transaction);
      case Operation.Compact(long revision) -> compact(revision);
    };
  }

  private Outcome put(Operation.Put put) {
    Optional<Entry> current = Optional.ofNullable(keys.now().get(put.key()));
    if (!holds(put.condition(), current)) {
      return new Outcome.ConditionFailed(current);
    }
    if (lacksLease(put.leaseId())) {
      return new Outcome.NoSuchLease(put.leaseId());
    }
    PlainKeys.Work work = keys.begin();
    Entry now = keys.put(work, put.key(), put.value(), put.leaseId());
    keys.commit(work, store.logTime());
    return new Outcome.Stored(
        now.modRevision(),
        now.createRevision(),
        now.version(),
        put.wantsPrevious() ? current : Optional.empty());
  }

  private boolean lacksLease(long id) {
    return id != 0 && store.claims.find(id).isEmpty();
  }

  private static boolean holds(Condition condition, Optional<Entry> current) {
    return switch (condition) {
      case Condition.None() -> true;
      case Condition.Absent() -> current.isEmpty();
      case Condition.Present() -> current.isPresent();
      case Condition.Unmodified(long revision) ->
          current.isPresent() && current.get().modRevision() == revision;
    };
  }

  private Outcome delete(Range range) {
    PlainKeys.Work work = keys.begin();
    long gone = keys.delete(work, range);
    keys.commit(work, store.logTime());
    return new Outcome.Deleted(gone, keys.revision());
  }

  private Outcome compact(long revision) {
    if (revision > keys.revision()) {
      return new Outcome.RevisionAhead(keys.revision());
    }
    keys.compact(revision);
    return new Outcome.Compacted(keys.compactRevision);
  }

  private Outcome transact(Transaction transaction) {
    PlainKeys.Work work = keys.begin();
    long[] missing = {0};
    StepResult.Transacted done = transact(work, transaction, missing);
    if (missing[0] != 0) {
      return new Outcome.NoSuchLease(missing[0]);
    }
    keys.commit(work, store.logTime());
    return new Outcome.Transacted(done.succeeded(), keys.revision(), done.results());
  }

  private StepResult.Transacted transact(
      PlainKeys.Work work, Transaction transaction, long[] missing) {
    boolean holds = true;
    for (Comparison one : transaction.conditions()) {
      holds = holds && holds(one, work.keys.get(one.key()));
    }
    List<StepResult> results = new ArrayList<>();
    for (Transaction.Step step : holds ? transaction.then() : transaction.otherwise()) {
      results.add(carryOut(work, step, missing));
    }
    return new StepResult.Transacted(holds, results);
  }

  private StepResult carryOut(PlainKeys.Work work, Transaction.Step step, long[] missing) {
    return switch (step) {
      case Transaction.Put put -> {
        if (missing[0] == 0 && lacksLease(put.leaseId())) {
          missing[0] = put.leaseId();
        }
        Optional<Entry> previous = put.wantsPrevious() ? work.get(put.key()) : Optional.empty();
        Entry now = keys.put(work, put.key(), put.value(), put.leaseId());
        yield new StepResult.Stored(now.withoutValue(), previous);
      }
      case Transaction.Delete(Range range) -> new StepResult.Deleted(keys.delete(work, range));
      case Transaction.Get(String key) -> new StepResult.Found(work.get(key));
      case Transaction.GetRange get -> {
        List<Entry> all = PlainKeys.list(work.keys, get.range(), get.direction());
        List<Entry> first = all.subList(0, Math.min(get.limit(), all.size()));
        yield new StepResult.Listed(
            all.size(), get.keysOnly() ? first.stream().map(Entry::withoutValue).toList() : first);
      }
      case Transaction.Nested(Transaction inner) -> {
        store.nested(work);
        yield transact(work, inner, missing);
      }
    };
  }

  private static boolean holds(Comparison comparison, @Nullable Entry entry) {
    return switch (comparison) {
      case Comparison.OfExistence(String _, boolean exists) -> exists == (entry != null);
      case Comparison.OfValue value when entry == null ->
          value.relation() == Comparison.Relation.NOT_EQUAL;
      case Comparison.OfValue(String _, Comparison.Relation relation, byte[] operand) ->
          stands(Arrays.compareUnsigned(entry.value(), operand), relation);
      case Comparison.OfNumber(
              String _,
              Comparison.Field field,
              Comparison.Relation relation,
              long operand) ->
          stands(Long.compare(entry == null ? 0 : number(entry, field), operand), relation);
    };
  }

  private static boolean stands(int order, Comparison.Relation relation) {
    return switch (relation) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case GREATER -> order > 0;
    };
  }

  private static long number(Entry entry, Comparison.Field field) {
    return switch (field) {
      case VERSION -> entry.version();
      case CREATE_REVISION -> entry.createRevision();
      case MOD_REVISION -> entry.modRevision();
      case LEASE_ID -> entry.leaseId();
    };
  }
}
