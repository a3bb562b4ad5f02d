package io.quorate.core.lease;

import io.quorate.core.keyspace.Change;
import io.quorate.core.keyspace.Entry;
import io.quorate.core.keyspace.KeyOrder;
import io.quorate.core.keyspace.Revision;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// The leases that have not ended, and the keys that end with each. Confined to one thread.
public final class Leases {
  private static final class Held {
    Lease lease;
    final TreeSet<String> keys = new TreeSet<>(KeyOrder::compare);

    Held(Lease lease) {
      this.lease = lease;
    }
  }

  private final TreeMap<Long, Held> leases = new TreeMap<>();
  private Consumer<Lease> renewals = _ -> {};
  private long lastId;
  private long unusedRenewals;

  /// From now on tells each lease that is granted or renewed.
  public void onRenewal(Consumer<Lease> listener) {
    renewals = listener;
  }

  /// A lease, unless it has ended or never was.
  public Optional<Lease> find(long id) {
    return Optional.ofNullable(leases.get(id)).map(held -> held.lease);
  }

  /// Those that have not ended, from this id on, so many at most.
  public List<Lease> from(long id, int limit) {
    return leases.tailMap(id).values().stream().limit(limit).map(held -> held.lease).toList();
  }

  /// How many there are.
  public int size() {
    return leases.size();
  }

  /// The keys that end with a lease, in their order.
  public List<String> keys(long id) {
    return Optional.ofNullable(leases.get(id))
        .map(held -> List.copyOf(held.keys))
        .orElse(List.of());
  }

  /// Begins a lease; empty when one with this id has not ended.
  ///
  /// @param wanted the id that it shall have; absent for one that was never given out
  public Optional<Lease> grant(OptionalLong wanted, long ttlSeconds, long logTime) {
    long id = wanted.orElseGet(this::nextId);
    if (leases.containsKey(id)) {
      return Optional.empty();
    }
    Lease lease = new Lease(id, ttlSeconds, unusedRenewals, logTime);
    leases.put(id, new Held(lease));
    renewals.accept(lease);
    return Optional.of(lease);
  }

  private long nextId() {
    do {
      lastId++;
    } while (leases.containsKey(lastId));
    return lastId;
  }

  /// Lets a lease live for its whole time again; empty when it has ended.
  public Optional<Lease> renew(long id, long logTime) {
    Held held = leases.get(id);
    if (held == null) {
      return Optional.empty();
    }
    held.lease = held.lease.renewed(logTime);
    renewals.accept(held.lease);
    return Optional.of(held.lease);
  }

  /// Ends a lease. Its keys are the caller's to delete.
  public void end(long id) {
    Held ended = leases.remove(id);
    if (ended != null) {
      unusedRenewals = Math.max(unusedRenewals, ended.lease.renewals() + 1);
    }
  }

  /// Notes which keys a revision has bound to a lease, and which it has freed from one.
  public void follow(Revision revision) {
    for (Change change : revision.changes()) {
      change
          .previous()
          .map(Entry::leaseId)
          .map(leases::get)
          .ifPresent(it -> it.keys.remove(change.key()));
      change.now().map(Entry::leaseId).map(leases::get).ifPresent(it -> it.keys.add(change.key()));
    }
  }
}
