package io.quorate.core.store;

import io.quorate.core.keyspace.Entry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What one step of a transaction has come to.
public sealed interface StepResult {

  /// The entries in it.
  Stream<Entry> entries();

  /// The same without their values.
  StepResult withoutValues();

  /// The value is stored.
  ///
  /// @param entry the new entry, without its value
  /// @param previous what was replaced, where that was asked for
  record Stored(Entry entry, Optional<Entry> previous) implements StepResult {
    @Override
    public Stream<Entry> entries() {
      return previous.stream();
    }

    @Override
    public StepResult withoutValues() {
      return new Stored(entry, previous.map(Entry::withoutValue));
    }
  }

  /// So many keys are gone.
  record Deleted(long deleted) implements StepResult {
    @Override
    public Stream<Entry> entries() {
      return Stream.empty();
    }

    @Override
    public StepResult withoutValues() {
      return this;
    }
  }

  /// The key as it stands, if it exists.
  record Found(Optional<Entry> entry) implements StepResult {
    @Override
    public Stream<Entry> entries() {
      return entry.stream();
    }

    @Override
    public StepResult withoutValues() {
      return new Found(entry.map(Entry::withoutValue));
    }
  }

  /// The beginning of a range.
  ///
  /// @param count how many keys the whole range has
  record Listed(long count, List<Entry> items) implements StepResult {
    @Override
    public Stream<Entry> entries() {
      return items.stream();
    }

    @Override
    public StepResult withoutValues() {
      return new Listed(count, items.stream().map(Entry::withoutValue).toList());
    }
  }

  /// A transaction within.
  record Transacted(boolean succeeded, List<StepResult> results) implements StepResult {
    @Override
    public Stream<Entry> entries() {
      return results.stream().flatMap(StepResult::entries);
    }

    @Override
    public StepResult withoutValues() {
      return new Transacted(succeeded, results.stream().map(StepResult::withoutValues).toList());
    }
  }
}
