package io.quorate.core.store;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.keyspace.Range;
import io.quorate.core.lease.Lease;
import io.quorate.core.lock.LockName;
import io.quorate.core.quorum.QuorumSystem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a client wants done to the state. A new feature adds a kind here, its bytes in
/// [RequestCodec], and its meaning where its family is applied.
public sealed interface Operation {

  /// What is done to keys, by [KeyOperations].
  sealed interface OnKeys extends Operation {}

  /// What is done to leases, by [LeaseOperations].
  sealed interface OnLeases extends Operation {}

  /// What is done to locks and elections, by [LockOperations].
  sealed interface OnLocks extends Operation {}

  /// Stores a value.
  ///
  /// @param value must not be changed by anyone
  /// @param leaseId the lease that the key shall end with, or [Entry#NO_LEASE]
  /// @param wantsPrevious whether the outcome shall hold the entry that was replaced
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Put(String key, byte[] value, long leaseId, Condition condition, boolean wantsPrevious)
      implements OnKeys {

    /// Stores a value without a lease.
    public Put(String key, byte[] value, Condition condition, boolean wantsPrevious) {
      this(key, value, Entry.NO_LEASE, condition, wantsPrevious);
    }
  }

  /// Removes a key.
  record Delete(String key, Condition condition) implements OnKeys {}

  /// Removes all keys of a range, in one revision.
  record DeleteRange(Range range) implements OnKeys {}

  /// Does one of two lists of steps, in one revision.
  record Transact(Transaction transaction) implements OnKeys {}

  /// Forgets history below a revision.
  record Compact(long revision) implements OnKeys {}

  /// Begins a lease.
  ///
  /// @param id the id that it shall have; absent for a new one
  record GrantLease(OptionalLong id, long ttlSeconds) implements OnLeases {}

  /// Gives leases their whole time again. One command for many: of all callers that wait at one
  /// replica.
  record RenewLeases(List<Long> ids) implements OnLeases {
    /// Takes a copy.
    public RenewLeases {
      ids = List.copyOf(ids);
    }
  }

  /// Ends a lease now, with its keys and locks.
  record RevokeLease(long id) implements OnLeases {}

  /// Ends leases that are over by the leader's clock, unless they were renewed meanwhile. Asked for
  /// by the leader alone.
  record ExpireLeases(List<Lease.Term> terms) implements OnLeases {
    /// Takes a copy.
    public ExpireLeases {
      terms = List.copyOf(terms);
    }
  }

  /// Takes a lock, or stands for an election.
  ///
  /// @param owner what the claimant calls itself
  /// @param value what a candidate publishes once it leads
  /// @param leaseId the lease that the claim ends with; absent for one of its own
  /// @param ttlSeconds of that lease of its own
  /// @param waits whether it queues where the lock is held
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Acquire(
      LockName name,
      String owner,
      Optional<byte[]> value,
      OptionalLong leaseId,
      long ttlSeconds,
      boolean waits)
      implements OnLocks {}

  /// Takes a claim out of the queue, unless it has got the lock meanwhile.
  record Leave(LockName name, long ticket) implements OnLocks {}

  /// Gives a lock back.
  record Release(LockName name, long token) implements OnLocks {}

  /// Changes what the leader of an election publishes.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Publish(LockName name, long token, byte[] value) implements OnLocks {}

  /// Puts another quorum system in force, for the log itself. It happens in a slot of its own
  /// ([io.quorate.core.paxos.Decree.Change]); in a batch it is refused.
  ///
  /// @param to the system, of the members as they are
  record ChangeQuorums(QuorumSystem to) implements Operation {}

  /// The registers have moved to the quorum system that a change has put in force: from now on it
  /// alone decides about them.
  ///
  /// @param slot the slot of that change; without effect unless it is the last and its move is open
  record RegistersMoved(long slot) implements Operation {}
}
