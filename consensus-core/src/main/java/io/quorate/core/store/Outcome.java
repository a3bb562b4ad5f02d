package io.quorate.core.store;

import io.quorate.core.quorum.QuorumSystem;
import java.util.Optional;

/// What became of a command that was chosen. The same on every replica.
public sealed interface Outcome {

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
  }

  /// The keys are gone.
  ///
  /// @param deleted how many there were
  /// @param revision the store's revision afterwards
  record Deleted(long deleted, long revision) implements Outcome {}

  /// Another quorum system is in force.
  ///
  /// @param slot the slots after this one are decided by it
  record QuorumsChanged(long slot, QuorumSystem quorums) implements Outcome {}

  /// Nothing was done, because the leader could not propose that quorum system: its members are
  /// others, or too few of them followed the leader. The idempotency key stays free.
  record QuorumsRefused() implements Outcome {}

  /// The registers' move is over, or was before, or was given up for another.
  record RegistersMoved() implements Outcome {}

  /// Nothing was done, because the condition did not hold.
  ///
  /// @param current the key as it stands, if it exists
  record ConditionFailed(Optional<Entry> current) implements Outcome {}

  /// An outcome told again, of which only the value in its entry is no longer kept.
  ///
  /// @param first the outcome; the value in its entry is empty and says nothing
  record WithoutValue(Outcome first) implements Outcome {}

  /// Nothing was done, because the idempotency key belongs to another request.
  record KeyReused() implements Outcome {}

  /// Nothing was done, and never will be, because the command is older than the time for which the
  /// log can tell whether it was applied before, or its origin has said that nobody waits for it.
  record Expired() implements Outcome {}
}
