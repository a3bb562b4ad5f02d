package io.quorate.core.store;

import io.quorate.core.keyspace.Draft;
import io.quorate.core.keyspace.Keyspace;
import io.quorate.core.keyspace.Range;
import io.quorate.core.lease.Lease;
import io.quorate.core.lease.Leases;
import io.quorate.core.lock.Lock;
import io.quorate.core.lock.LockName;
import io.quorate.core.lock.Locks;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// What operations on leases mean, and what the end of a lease does to keys and locks.
final class LeaseOperations {
  private final Leases leases;
  private final Keyspace keyspace;
  private final Locks locks;
  private final KeyOperations.Commits commits;
  private final LongSupplier logTime;

  LeaseOperations(
      Leases leases,
      Keyspace keyspace,
      Locks locks,
      KeyOperations.Commits commits,
      LongSupplier logTime) {
    this.leases = leases;
    this.keyspace = keyspace;
    this.locks = locks;
    this.commits = commits;
    this.logTime = logTime;
  }

  Outcome apply(Operation.OnLeases operation) {
    return switch (operation) {
      case Operation.GrantLease(OptionalLong id, long ttlSeconds) -> grant(id, ttlSeconds);
      case Operation.RenewLeases(List<Long> ids) ->
          new Outcome.LeasesRenewed(
              ids.stream().map(id -> leases.renew(id, time())).flatMap(Optional::stream).toList());
      case Operation.RevokeLease(long id) ->
          leases.find(id).isPresent()
              ? new Outcome.LeasesEnded(1, end(id), keyspace.revision())
              : new Outcome.NoSuchLease(id);
      case Operation.ExpireLeases(List<Lease.Term> terms) -> expire(terms);
    };
  }

  private Outcome grant(OptionalLong id, long ttlSeconds) {
    return leases
        .grant(id, ttlSeconds, time())
        .<Outcome>map(Outcome.LeaseGranted::new)
        .orElseGet(() -> new Outcome.LeaseExists(leases.find(id.orElseThrow()).orElseThrow()));
  }

  /// A lease that was renewed after the leader found it too old lives on.
  private Outcome expire(List<Lease.Term> terms) {
    long ended = 0;
    long keys = 0;
    for (Lease.Term term : terms) {
      if (leases.find(term.id()).map(Lease::term).filter(term::equals).isPresent()) {
        keys += end(term.id());
        ended++;
      }
    }
    return new Outcome.LeasesEnded(ended, keys, keyspace.revision());
  }

  /// Ends a lease: its keys go in one revision, then its claims, and whoever is next gets the
  /// locks.
  ///
  /// @return how many keys went with it
  long end(long id) {
    Draft draft = keyspace.draft();
    List<String> keys = leases.keys(id);
    keys.forEach(key -> draft.delete(Range.one(key)));
    commits.commit(draft);
    leases.end(id);
    for (LockName name : locks.ofLease(id)) {
      Lock lock = locks.find(name).orElseThrow();
      locks
          .remove(lock, claim -> claim.leaseId() == id, keyspace.revision())
          // Whoever waited has its whole time before it again.
          .ifPresent(next -> leases.renew(next.claim().leaseId(), time()));
    }
    return keys.size();
  }

  private long time() {
    return logTime.getAsLong();
  }
}
