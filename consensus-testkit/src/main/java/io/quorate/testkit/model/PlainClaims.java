package io.quorate.testkit.model;

import io.quorate.core.keyspace.Range;
import io.quorate.core.lease.Lease;
import io.quorate.core.lock.Claim;
import io.quorate.core.lock.Holder;
import io.quorate.core.lock.Lock;
import io.quorate.core.lock.LockName;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// Leases and locks: a map of leases, and one list of claims for each lock, the holder first.
final class PlainClaims {
  private static final Comparator<LockName> ORDER =
      Comparator.comparing(LockName::kind).thenComparing(LockName::text, PlainKeys.BYTEWISE);

  private static final class Line {
    final List<Claim> claims = new ArrayList<>();
    long token;
    long revision;
  }

  private final PlainStore store;
  private final Map<Long, Lease> leases = new HashMap<>();
  private final Map<LockName, Line> lines = new HashMap<>();
  private long lastLease;
  private long unusedRenewals;
  private long lastTicket;
  private long lastToken;

  PlainClaims(PlainStore store) {
    this.store = store;
  }

  Optional<Lease> find(long id) {
    return Optional.ofNullable(leases.get(id));
  }

  List<Lease> leases() {
    return leases.values().stream().sorted(Comparator.comparingLong(Lease::id)).toList();
  }

  List<LockName> names() {
    return lines.keySet().stream().sorted(ORDER).toList();
  }

  Lock lock(LockName name) {
    Line line = line(name);
    return new Lock(name, holder(line), line.claims.subList(1, line.claims.size()));
  }

  private Line line(LockName name) {
    return Optional.ofNullable(lines.get(name)).orElseThrow();
  }

  private static Holder holder(Line line) {
    return new Holder(line.claims.getFirst(), line.token, line.revision);
  }

  boolean isHeld(String text, long token) {
    return lines.entrySet().stream()
        .anyMatch(one -> one.getKey().text().equals(text) && one.getValue().token == token);
  }

  private boolean holds(LockName name, long token) {
    return lines.containsKey(name) && line(name).token == token;
  }

  Outcome apply(Operation.OnLeases operation) {
    return switch (operation) {
      case Operation.GrantLease(OptionalLong id, long ttl) when id.isPresent() ->
          find(id.getAsLong())
              .<Outcome>map(Outcome.LeaseExists::new)
              .orElseGet(() -> new Outcome.LeaseGranted(grant(id.getAsLong(), ttl)));
      case Operation.GrantLease(OptionalLong _, long ttl) ->
          new Outcome.LeaseGranted(grant(freeId(), ttl));
      case Operation.RenewLeases(List<Long> ids) ->
          new Outcome.LeasesRenewed(
              ids.stream().filter(leases::containsKey).map(this::renew).toList());
      case Operation.RevokeLease(long id) when find(id).isEmpty() -> new Outcome.NoSuchLease(id);
      case Operation.RevokeLease(long id) ->
          new Outcome.LeasesEnded(1, end(id), store.keys.revision());
      case Operation.ExpireLeases(List<Lease.Term> terms) -> {
        long ended = 0;
        long gone = 0;
        for (Lease.Term term : terms) {
          if (store.isOver(term)) {
            ended++;
            gone += end(term.id());
          }
        }
        yield new Outcome.LeasesEnded(ended, gone, store.keys.revision());
      }
    };
  }

  private long freeId() {
    lastLease++;
    while (leases.containsKey(lastLease)) {
      lastLease++;
    }
    return lastLease;
  }

  private Lease grant(long id, long ttl) {
    Lease lease = new Lease(id, ttl, unusedRenewals, store.logTime());
    leases.put(id, lease);
    return lease;
  }

  private Lease renew(long id) {
    Lease before = find(id).orElseThrow();
    Lease after = new Lease(id, before.ttlSeconds(), before.renewals() + 1, store.logTime());
    leases.put(id, after);
    return after;
  }

  private long end(long id) {
    List<String> keys = store.keysOf(id);
    PlainKeys.Work work = store.keys.begin();
    keys.forEach(key -> store.keys.delete(work, Range.one(key)));
    store.keys.commit(work, store.logTime());
    unusedRenewals = Math.max(unusedRenewals, find(id).orElseThrow().renewals() + 1);
    leases.remove(id);
    names().forEach(name -> remove(name, claim -> claim.leaseId() == id));
    return keys.size();
  }

  /// Takes claims away; whoever is first then has the lock.
  private void remove(LockName name, Predicate<Claim> gone) {
    Line line = line(name);
    Claim before = line.claims.getFirst();
    line.claims.removeIf(gone);
    if (line.claims.isEmpty()) {
      lines.remove(name);
      return;
    }
    if (gone.test(before)) {
      line.claims.addFirst(line.claims.remove(store.next(line.claims)));
      hold(line);
      if (store.startsAnew()) {
        renew(line.claims.getFirst().leaseId());
      }
    }
  }

  private void hold(Line line) {
    lastToken = store.tokenAfter(lastToken);
    line.token = lastToken;
    line.revision = store.keys.revision();
  }

  Outcome apply(Operation.OnLocks operation) {
    return switch (operation) {
      case Operation.Acquire acquire -> acquire(acquire);
      case Operation.Leave(LockName name, long ticket) -> leave(name, ticket);
      case Operation.Release(LockName name, long token) when holds(name, token) -> {
        end(name, line(name).claims.getFirst());
        yield new Outcome.Released(token);
      }
      case Operation.Publish(LockName name, long token, byte[] value) when holds(name, token) -> {
        Line line = line(name);
        Claim old = line.claims.getFirst();
        line.claims.set(
            0,
            new Claim(
                old.ticket(), old.owner(), old.leaseId(), old.ownLease(), Optional.of(value)));
        yield new Outcome.Acquired(holder(line));
      }
      case Operation.Release(LockName name, long token) ->
          new Outcome.StaleFence(name.text(), token);
      case Operation.Publish(LockName name, long token, byte[] _) ->
          new Outcome.StaleFence(name.text(), token);
    };
  }

  private Outcome acquire(Operation.Acquire acquire) {
    OptionalLong given = acquire.leaseId();
    if (given.isPresent() && !leases.containsKey(given.getAsLong())) {
      return new Outcome.NoSuchLease(given.getAsLong());
    }
    Line line = lines.get(acquire.name());
    if (line == null) {
      line = new Line();
      lines.put(acquire.name(), line);
      line.claims.add(claim(acquire));
      hold(line);
      return new Outcome.Acquired(holder(line));
    }
    if (given.isPresent() && line.claims.getFirst().leaseId() == given.getAsLong()) {
      return new Outcome.Acquired(holder(line));
    }
    if (!acquire.waits()) {
      return new Outcome.LockHeld(acquire.name(), holder(line));
    }
    line.claims.add(claim(acquire));
    return new Outcome.Queued(lastTicket);
  }

  private Claim claim(Operation.Acquire acquire) {
    OptionalLong given = acquire.leaseId();
    long lease = given.isPresent() ? given.getAsLong() : grant(freeId(), acquire.ttlSeconds()).id();
    return new Claim(++lastTicket, acquire.owner(), lease, given.isEmpty(), acquire.value());
  }

  private Outcome leave(LockName name, long ticket) {
    if (!lines.containsKey(name)) {
      return new Outcome.Left(Optional.empty());
    }
    Line line = line(name);
    if (line.claims.getFirst().ticket() == ticket) {
      return new Outcome.Acquired(holder(line));
    }
    for (Claim claim : List.copyOf(line.claims)) {
      if (claim.ticket() == ticket) {
        end(name, claim);
      }
    }
    return new Outcome.Left(
        lines.containsKey(name) ? Optional.of(holder(line(name))) : Optional.empty());
  }

  private void end(LockName name, Claim claim) {
    if (claim.ownLease()) {
      end(claim.leaseId());
    } else {
      remove(name, one -> one.ticket() == claim.ticket());
    }
  }
}
