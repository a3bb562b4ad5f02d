package io.quorate.core.store;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.lease.Lease;
import io.quorate.core.lock.Holder;
import io.quorate.core.lock.LockName;
import io.quorate.core.quorum.QuorumSystem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What became of a command that was chosen. The same on every replica.
public sealed interface Outcome {

  /// Nothing was done.
  sealed interface Refused extends Outcome {}

  /// The entries in it, whose values take room as long as it is remembered.
  default Stream<Entry> entries() {
    return Stream.empty();
  }

  /// How many bytes of values are in it.
  default long valueBytes() {
    return entries().mapToLong(entry -> entry.value().length).sum();
  }

  /// The same with entries whose values are empty, and claims without theirs.
  default Outcome withoutValues() {
    return this;
  }

  /// The value is stored.
  ///
  /// @param revision the revision that stored it
  /// @param createRevision equal to `revision` when it is a new key
  /// @param version as in [Entry]
  /// @param previous what was replaced, where that was asked for
  record Stored(long revision, long createRevision, long version, Optional<Entry> previous)
      implements Outcome {

    /// Whether the key is new.
    public boolean created() {
      return createRevision == revision;
    }

    @Override
    public Stream<Entry> entries() {
      return previous.stream();
    }

    @Override
    public Outcome withoutValues() {
      return new Stored(revision, createRevision, version, previous.map(Entry::withoutValue));
    }
  }

  /// The keys are gone.
  ///
  /// @param deleted how many there were
  /// @param revision the store's revision afterwards
  record Deleted(long deleted, long revision) implements Outcome {}

  /// A transaction has taken one of its sides.
  ///
  /// @param succeeded whether all its conditions held
  /// @param revision the store's revision afterwards
  /// @param results one for each step of that side
  record Transacted(boolean succeeded, long revision, List<StepResult> results) implements Outcome {
    @Override
    public Stream<Entry> entries() {
      return results.stream().flatMap(StepResult::entries);
    }

    @Override
    public Outcome withoutValues() {
      return new Transacted(
          succeeded, revision, results.stream().map(StepResult::withoutValues).toList());
    }
  }

  /// History below this revision is gone.
  record Compacted(long compactRevision) implements Outcome {}

  /// A lease has begun.
  record LeaseGranted(Lease lease) implements Outcome {}

  /// Those of the leases that had not ended, as they are now.
  record LeasesRenewed(List<Lease> leases) implements Outcome {}

  /// So many leases have ended, and so many keys with them.
  ///
  /// @param revision the store's revision afterwards
  record LeasesEnded(long leases, long keys, long revision) implements Outcome {}

  /// The lock is the claimant's.
  record Acquired(Holder holder) implements Outcome {
    @Override
    public long valueBytes() {
      return holder.claim().valueBytes();
    }

    @Override
    public Outcome withoutValues() {
      return new Acquired(holder.withoutValue());
    }
  }

  /// The claim waits in the queue.
  ///
  /// @param ticket its number; a holder whose claim has it is this one
  record Queued(long ticket) implements Outcome {}

  /// The claim waits no longer. Also where it did not wait in the first place.
  ///
  /// @param holder who has the lock, if it is held
  record Left(Optional<Holder> holder) implements Outcome {
    @Override
    public long valueBytes() {
      return holder.map(one -> one.claim().valueBytes()).orElse(0L);
    }

    @Override
    public Outcome withoutValues() {
      return new Left(holder.map(Holder::withoutValue));
    }
  }

  /// The lock is free, or its next holder's.
  ///
  /// @param token which held it
  record Released(long token) implements Outcome {}

  /// Another quorum system is in force.
  ///
  /// @param slot the slots after this one are decided by it
  record QuorumsChanged(long slot, QuorumSystem quorums) implements Outcome {}

  /// The registers' move is over, or was before, or was given up for another.
  record RegistersMoved() implements Outcome {}

  /// The leader could not propose that quorum system: its members are others, or too few of them
  /// followed the leader. The idempotency key stays free.
  record QuorumsRefused(QuorumSystem to) implements Refused {}

  /// The condition did not hold.
  ///
  /// @param current the key as it stands, if it exists
  record ConditionFailed(Optional<Entry> current) implements Refused {
    @Override
    public Stream<Entry> entries() {
      return current.stream();
    }

    @Override
    public Outcome withoutValues() {
      return new ConditionFailed(current.map(Entry::withoutValue));
    }
  }

  /// A fence did not hold, or a token was not that of the holder.
  ///
  /// @param lock its name
  /// @param token the one that was given
  record StaleFence(String lock, long token) implements Refused {}

  /// There is no such lease, or it has ended.
  record NoSuchLease(long id) implements Refused {}

  /// A lease with this id has not ended.
  record LeaseExists(Lease lease) implements Refused {}

  /// Someone else holds the lock, and the claim does not wait.
  record LockHeld(LockName name, Holder holder) implements Refused {
    @Override
    public long valueBytes() {
      return holder.claim().valueBytes();
    }

    @Override
    public Outcome withoutValues() {
      return new LockHeld(name, holder.withoutValue());
    }
  }

  /// That revision is yet to come.
  ///
  /// @param latest the store's revision
  record RevisionAhead(long latest) implements Refused {}

  /// The idempotency key belongs to another request.
  record KeyReused() implements Refused {}

  /// Nothing was done, and never will be, because the command is older than the time for which the
  /// log can tell whether it was applied before, or its origin has said that nobody waits for it.
  record Expired() implements Refused {}

  /// An outcome told again, of which only the values in its entries are no longer kept.
  ///
  /// @param first the outcome; the values in its entries are empty and say nothing
  record WithoutValue(Outcome first) implements Outcome {}
}
