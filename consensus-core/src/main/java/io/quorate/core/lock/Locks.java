package io.quorate.core.lock;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The locks that are held, each with its queue. Confined to one thread.
public final class Locks {
  private final TreeMap<LockName, Lock> locks = new TreeMap<>();
  private final Map<Long, Set<LockName>> byLease = new HashMap<>();
  private Consumer<LockName> changes = _ -> {};
  private final Map<LockName.Kind, Integer> held = new EnumMap<>(LockName.Kind.class);
  private int waiting;
  private long lastToken;
  private long lastTicket;

  /// From now on tells each name whose holder or queue has changed.
  public void onChange(Consumer<LockName> listener) {
    changes = listener;
  }

  /// A lock, if it is held.
  public Optional<Lock> find(LockName name) {
    return Optional.ofNullable(locks.get(name));
  }

  /// Those that are held, from this name on, so many of its kind at most.
  public List<Lock> from(LockName name, int limit) {
    return locks.tailMap(name).values().stream()
        .takeWhile(lock -> lock.name().kind() == name.kind())
        .limit(limit)
        .toList();
  }

  /// How many of a kind are held.
  public int held(LockName.Kind kind) {
    return held.getOrDefault(kind, 0);
  }

  /// How many claims wait, for all of them together.
  public int waiting() {
    return waiting;
  }

  /// Whether this token holds the lock or the election of this name now.
  public boolean isHeld(String text, long token) {
    return holds(new LockName(LockName.Kind.LOCK, text), token)
        || holds(new LockName(LockName.Kind.ELECTION, text), token);
  }

  /// Whether this token holds it now.
  public boolean holds(LockName name, long token) {
    return find(name).filter(lock -> lock.holder().token() == token).isPresent();
  }

  /// The number for the next claim.
  public long nextTicket() {
    return ++lastTicket;
  }

  /// Gives a free lock to a claim.
  public Holder acquire(LockName name, Claim claim, long revision) {
    Holder holder = new Holder(claim, ++lastToken, revision);
    put(new Lock(name, holder, List.of()));
    return holder;
  }

  /// Lets a claim wait for a lock that is held.
  public void enqueue(Lock lock, Claim claim) {
    List<Claim> queue = new ArrayList<>(lock.queue());
    queue.add(claim);
    put(new Lock(lock.name(), lock.holder(), queue));
  }

  /// Changes what the holder publishes.
  public Holder publish(Lock lock, byte[] value) {
    Holder before = lock.holder();
    Holder holder =
        new Holder(before.claim().publishing(value), before.token(), before.acquiredRevision());
    put(new Lock(lock.name(), holder, lock.queue()));
    return holder;
  }

  /// Takes from a lock all claims of a kind, and gives it to the first that is left if the holder
  /// was among them.
  ///
  /// @return the new holder, if there is one
  public Optional<Holder> remove(Lock lock, Predicate<Claim> gone, long revision) {
    forget(lock);
    List<Claim> left = new ArrayList<>(lock.queue());
    left.removeIf(gone);
    if (!gone.test(lock.holder().claim())) {
      put(new Lock(lock.name(), lock.holder(), left));
      return Optional.empty();
    }
    if (left.isEmpty()) {
      changes.accept(lock.name());
      return Optional.empty();
    }
    Holder next = new Holder(left.removeFirst(), ++lastToken, revision);
    put(new Lock(lock.name(), next, left));
    return Optional.of(next);
  }

  /// The names for which someone holds or waits with this lease.
  public List<LockName> ofLease(long id) {
    return List.copyOf(byLease.getOrDefault(id, Set.of()));
  }

  private void put(Lock lock) {
    Lock before = locks.put(lock.name(), lock);
    count(lock, 1);
    if (before != null) {
      count(before, -1);
    }
    index(lock.holder().claim(), lock.name());
    lock.queue().forEach(claim -> index(claim, lock.name()));
    changes.accept(lock.name());
  }

  private void count(Lock lock, int times) {
    held.merge(lock.name().kind(), times, Integer::sum);
    waiting += times * lock.queue().size();
  }

  private void index(Claim claim, LockName name) {
    byLease.computeIfAbsent(claim.leaseId(), _ -> new TreeSet<>()).add(name);
  }

  private void forget(Lock lock) {
    locks.remove(lock.name());
    count(lock, -1);
    forget(lock.holder().claim(), lock.name());
    lock.queue().forEach(claim -> forget(claim, lock.name()));
  }

  private void forget(Claim claim, LockName name) {
    Set<LockName> names = byLease.get(claim.leaseId());
    if (names != null && names.remove(name) && names.isEmpty()) {
      byLease.remove(claim.leaseId());
    }
  }
}
