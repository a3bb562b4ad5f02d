package io.quorate.core.paxos;

import io.quorate.core.quorum.ReplicaId;
import java.util.Set;

/// What a replica is at the moment.
sealed interface Role {

  /// Listens to a leader, or waits for one.
  record Follower() implements Role {}

  /// Asks whether a quorum would promise it a ballot.
  ///
  /// @param ballot the ballot it would prepare
  /// @param grants who would promise
  /// @param askedAt when it last asked, in milliseconds
  record Candidate(Ballot ballot, Set<ReplicaId> grants, long askedAt) implements Role {}

  /// Phase 1.
  ///
  /// @param startedAt when it began, in milliseconds
  /// @param askedAt when it last asked, in milliseconds
  record Preparing(Campaign campaign, long startedAt, long askedAt) implements Role {}

  /// Phase 2.
  record Leader(Reign reign) implements Role {}
}
