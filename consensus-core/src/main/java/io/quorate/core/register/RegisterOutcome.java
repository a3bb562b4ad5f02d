package io.quorate.core.register;

import io.quorate.core.quorum.ReplicaId;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/// How an operation ended.
public sealed interface RegisterOutcome {

  /// What was read.
  ///
  /// @param copy the highest among the answers
  /// @param votes the tag that each member answered with, at first
  /// @param holders the members that were known to hold it when the read ended
  /// @param repaired those among them that had answered with less
  /// @param voteShare the share of all members that the holders are
  record Read(
      Copy copy,
      Map<ReplicaId, Tag> votes,
      SortedSet<ReplicaId> holders,
      SortedSet<ReplicaId> repaired,
      double voteShare,
      Guarantee guarantee)
      implements RegisterOutcome {}

  /// What was written.
  ///
  /// @param acks the members that were known to hold it, or something newer, when the write ended
  /// @param voteShare the share of all members that these are
  /// @param replayed whether this is the outcome of an earlier attempt with the same idempotency
  ///   key
  record Written(
      Tag tag, SortedSet<ReplicaId> acks, double voteShare, Guarantee guarantee, boolean replayed)
      implements RegisterOutcome {}

  /// The idempotency key belongs to another request; nothing was written.
  record KeyReused() implements RegisterOutcome {}

  /// Too few members answered, and nothing was written.
  ///
  /// @param answered those that did
  record NoQuorum(Set<ReplicaId> answered) implements RegisterOutcome {}

  /// Too few members answered, and some may hold what was written: it may take effect at any later
  /// time, or never.
  ///
  /// @param acks those that surely do
  record OutcomeUnknown(Tag tag, Set<ReplicaId> acks) implements RegisterOutcome {}
}
