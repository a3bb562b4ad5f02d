package io.quorate.core.store;

import io.quorate.core.keyspace.Keyspace;
import io.quorate.core.lease.Lease;
import io.quorate.core.lease.Leases;
import io.quorate.core.lock.Claim;
import io.quorate.core.lock.Holder;
import io.quorate.core.lock.Lock;
import io.quorate.core.lock.LockName;
import io.quorate.core.lock.Locks;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// What operations on locks and elections mean.
///
/// Claims are served in the order in which the log has them. Each rests on a lease, and a lease of
/// its own ends with it.
final class LockOperations {
  private final Locks locks;
  private final Leases leases;
  private final LeaseOperations leaseOperations;
  private final Keyspace keyspace;
  private final LongSupplier logTime;

  LockOperations(
      Locks locks,
      Leases leases,
      LeaseOperations leaseOperations,
      Keyspace keyspace,
      LongSupplier logTime) {
    this.locks = locks;
    this.leases = leases;
    this.leaseOperations = leaseOperations;
    this.keyspace = keyspace;
    this.logTime = logTime;
  }

  Outcome apply(Operation.OnLocks operation) {
    return switch (operation) {
      case Operation.Acquire acquire -> acquire(acquire);
      case Operation.Leave(LockName name, long ticket) -> leave(name, ticket);
      case Operation.Release(LockName name, long token) -> release(name, token);
      case Operation.Publish(LockName name, long token, byte[] value) ->
          locks.holds(name, token)
              ? new Outcome.Acquired(locks.publish(locks.find(name).orElseThrow(), value))
              : new Outcome.StaleFence(name.text(), token);
    };
  }

  private Outcome acquire(Operation.Acquire acquire) {
    OptionalLong given = acquire.leaseId();
    if (given.isPresent() && leases.find(given.getAsLong()).isEmpty()) {
      return new Outcome.NoSuchLease(given.getAsLong());
    }
    Optional<Lock> lock = locks.find(acquire.name());
    if (lock.isEmpty()) {
      Claim claim = claim(acquire);
      return new Outcome.Acquired(locks.acquire(acquire.name(), claim, keyspace.revision()));
    }
    Holder holder = lock.get().holder();
    if (given.isPresent() && holder.claim().leaseId() == given.getAsLong()) {
      // Who holds it with the same lease holds it already.
      return new Outcome.Acquired(holder);
    }
    if (!acquire.waits()) {
      return new Outcome.LockHeld(acquire.name(), holder);
    }
    Claim claim = claim(acquire);
    locks.enqueue(lock.get(), claim);
    return new Outcome.Queued(claim.ticket());
  }

  private Claim claim(Operation.Acquire acquire) {
    OptionalLong given = acquire.leaseId();
    long lease = given.orElseGet(() -> ownLease(acquire.ttlSeconds()).id());
    return new Claim(locks.nextTicket(), acquire.owner(), lease, given.isEmpty(), acquire.value());
  }

  private Lease ownLease(long ttlSeconds) {
    return leases.grant(OptionalLong.empty(), ttlSeconds, logTime.getAsLong()).orElseThrow();
  }

  private Outcome leave(LockName name, long ticket) {
    Optional<Lock> lock = locks.find(name);
    if (lock.isEmpty()) {
      return new Outcome.Left(Optional.empty());
    }
    if (lock.get().holder().claim().ticket() == ticket) {
      return new Outcome.Acquired(lock.get().holder());
    }
    lock.get().queue().stream()
        .filter(claim -> claim.ticket() == ticket)
        .findFirst()
        .ifPresent(claim -> end(lock.get(), claim));
    return new Outcome.Left(locks.find(name).map(Lock::holder));
  }

  private Outcome release(LockName name, long token) {
    if (!locks.holds(name, token)) {
      return new Outcome.StaleFence(name.text(), token);
    }
    Lock lock = locks.find(name).orElseThrow();
    end(lock, lock.holder().claim());
    return new Outcome.Released(token);
  }

  /// Ends one claim, and with it a lease of its own.
  private void end(Lock lock, Claim claim) {
    if (claim.ownLease()) {
      leaseOperations.end(claim.leaseId());
      return;
    }
    locks
        .remove(lock, one -> one.ticket() == claim.ticket(), keyspace.revision())
        .ifPresent(next -> leases.renew(next.claim().leaseId(), logTime.getAsLong()));
  }
}
