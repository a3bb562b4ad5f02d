package io.quorate.testkit.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.keyspace.Range;
import io.quorate.core.keyspace.Snapshot.Direction;
import io.quorate.core.lease.Lease;
import io.quorate.core.lock.Claim;
import io.quorate.core.lock.Lock;
import io.quorate.core.lock.LockName;
import io.quorate.core.store.Comparison;
import io.quorate.core.store.Condition;
import io.quorate.core.store.Fence;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Transaction;
import io.quorate.testkit.sim.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Draws operations on a few keys, leases and locks, near to what there is.
final class OperationWriter {
  /// The last two are in another order as Java texts than as UTF-8.
  private static final List<String> KEYS =
      List.of("a", "a/b", "a/c", "b", "c", "\uFFFD", "\uD83D\uDE00");

  private static final List<String> NAMES = List.of("l", "m");

  private final Dice dice;
  private final PlainStore store;
  private long values;

  OperationWriter(Dice dice, PlainStore store) {
    this.dice = dice;
    this.store = store;
  }

  Operation draw() {
    int die = dice.below(100);
    if (die < 25) {
      return new Operation.Put(key(), value(), leaseOfKey(), condition(), dice.chance(0.5));
    }
    if (die < 32) {
      return new Operation.Delete(key(), condition());
    }
    if (die < 36) {
      return new Operation.DeleteRange(range());
    }
    if (die < 52) {
      return new Operation.Transact(transaction(3));
    }
    if (die < 55) {
      return new Operation.Compact(Math.max(0, store.keys.revision() + 1 - dice.below(8)));
    }
    return die < 76 ? onLeases(dice.below(20)) : onLocks(dice.below(20));
  }

  Fence fence() {
    LockName name = name();
    return new Fence(name.text(), token(name));
  }

  private Operation onLeases(int die) {
    if (die < 7) {
      OptionalLong id = dice.chance(0.5) ? OptionalLong.empty() : OptionalLong.of(lease());
      return new Operation.GrantLease(id, dice.between(1, 9));
    }
    if (die < 12) {
      return new Operation.RenewLeases(some(3, this::lease));
    }
    if (die < 15) {
      return new Operation.RevokeLease(lease());
    }
    return new Operation.ExpireLeases(some(3, this::term));
  }

  private Lease.Term term() {
    long id = lease();
    long renewals = store.claims.find(id).map(Lease::renewals).orElse(0L);
    return new Lease.Term(id, Math.max(0, renewals - (dice.chance(0.3) ? 1 : 0)));
  }

  private Operation onLocks(int die) {
    LockName name = name();
    if (die < 11) {
      OptionalLong lease = dice.chance(0.6) ? OptionalLong.of(lease()) : OptionalLong.empty();
      Optional<byte[]> value = dice.chance(0.3) ? Optional.of(value()) : Optional.empty();
      String owner = "o" + dice.below(3);
      return new Operation.Acquire(name, owner, value, lease, 5, dice.chance(0.8));
    }
    if (die < 13) {
      return new Operation.Leave(name, ticket(name));
    }
    if (die < 18) {
      return new Operation.Release(name, token(name));
    }
    return new Operation.Publish(name, token(name), value());
  }

  private Transaction transaction(int depth) {
    return new Transaction(
        some(2, this::comparison), some(4, () -> step(depth)), some(3, () -> step(depth)));
  }

  private Transaction.Step step(int depth) {
    return switch (dice.below(depth > 0 ? 6 : 5)) {
      case 0, 1 -> new Transaction.Put(key(), value(), leaseOfKey(), dice.chance(0.5));
      case 2 -> new Transaction.Delete(dice.chance(0.5) ? Range.one(key()) : range());
      case 3 -> new Transaction.Get(key());
      case 4 -> new Transaction.GetRange(range(), direction(), dice.below(5), dice.chance(0.3));
      default -> new Transaction.Nested(transaction(depth - 1));
    };
  }

  private Comparison comparison() {
    String key = key();
    Comparison.Relation relation = dice.oneOf(List.of(Comparison.Relation.values()));
    Optional<Entry> entry = Optional.ofNullable(store.keys.now().get(key));
    return switch (dice.below(3)) {
      case 0 -> new Comparison.OfExistence(key, dice.chance(0.5));
      case 1 ->
          new Comparison.OfValue(key, relation, entry.map(Entry::value).orElseGet(this::value));
      default -> {
        Comparison.Field field = dice.oneOf(List.of(Comparison.Field.values()));
        long near = entry.map(one -> number(one, field)).orElse(0L);
        yield new Comparison.OfNumber(key, field, relation, near + dice.between(-1, 1));
      }
    };
  }

  private static long number(Entry entry, Comparison.Field field) {
    return switch (field) {
      case VERSION -> entry.version();
      case CREATE_REVISION -> entry.createRevision();
      case MOD_REVISION -> entry.modRevision();
      case LEASE_ID -> entry.leaseId();
    };
  }

  private Condition condition() {
    return switch (dice.below(8)) {
      case 0 -> new Condition.Absent();
      case 1 -> new Condition.Present();
      case 2 -> new Condition.Unmodified(Math.max(1, store.keys.revision() - dice.below(4)));
      default -> new Condition.None();
    };
  }

  private Range range() {
    return switch (dice.below(4)) {
      case 0 -> Range.all();
      case 1 -> Range.prefix(key().substring(0, 1));
      case 2 -> Range.of(key(), key());
      default -> new Range(key(), Optional.empty());
    };
  }

  private Direction direction() {
    return dice.chance(0.5) ? Direction.ASCENDING : Direction.DESCENDING;
  }

  private String key() {
    return dice.oneOf(KEYS);
  }

  private byte[] value() {
    return dice.chance(0.1) ? new byte[0] : ("v" + ++values).getBytes(UTF_8);
  }

  /// Mostly one that there is.
  private long lease() {
    List<Lease> leases = store.claims.leases();
    return leases.isEmpty() || dice.chance(0.1) ? dice.between(1, 6) : dice.oneOf(leases).id();
  }

  private long leaseOfKey() {
    return dice.chance(0.5) ? Entry.NO_LEASE : lease();
  }

  private LockName name() {
    LockName.Kind kind = dice.chance(0.7) ? LockName.Kind.LOCK : LockName.Kind.ELECTION;
    return new LockName(kind, dice.oneOf(NAMES));
  }

  private long token(LockName name) {
    long right = lock(name).map(lock -> lock.holder().token()).orElse(1L);
    return dice.chance(0.75) ? right : Math.max(1, right + dice.between(-2, 1));
  }

  private long ticket(LockName name) {
    List<Long> tickets = new ArrayList<>(List.of(1L));
    lock(name)
        .ifPresent(lock -> {
          tickets.add(lock.holder().claim().ticket());
          lock.queue().stream().map(Claim::ticket).forEach(tickets::add);
        });
    return dice.oneOf(tickets);
  }

  private Optional<Lock> lock(LockName name) {
    return store.claims.names().contains(name)
        ? Optional.of(store.claims.lock(name))
        : Optional.empty();
  }

  private <T> List<T> some(int most, Supplier<T> one) {
    List<T> some = new ArrayList<>();
    for (int i = dice.below(most + 1); i > 0; i--) {
      some.add(one.get());
    }
    return some;
  }
}
