package io.quorate.testkit.sim;

import io.quorate.core.lease.Lease;
import io.quorate.core.lock.Lock;
import io.quorate.core.lock.LockName;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.store.Fence;
import io.quorate.core.store.Outcome;
import io.quorate.core.store.Result;
import io.quorate.core.store.Store;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Watches leases and fences while the log is applied for the first time, wherever that is.
///
/// A lease lives for its whole time from the moment at which its last renewal was first applied
/// anywhere, unless someone but a leader's clock ends it. That is more than a client can count on,
/// who knows only when it began to ask.
final class ClaimRecord {
  private record Term(Lease lease, long since) {}

  private final Agenda agenda;
  private final Map<Long, Term> terms = new HashMap<>();
  private final Map<CommandId, Fence> fenced = new HashMap<>();
  private final Set<CommandId> housekept = new HashSet<>();
  private final Set<CommandId> seen = new HashSet<>();
  private final Map<String, Long> holding = new HashMap<>();
  private long done;
  private long ended;
  private long passed;

  ClaimRecord(Agenda agenda) {
    this.agenda = agenda;
  }

  /// A command rests on a fence.
  void fenced(CommandId id, Fence fence) {
    fenced.put(id, fence);
  }

  /// A command is a leader's own.
  void housekept(CommandId id) {
    housekept.add(id);
  }

  /// A command of a slot was applied to a store.
  void applied(long slot, CommandId id, Result result, Store store) {
    if (slot <= done) {
      return;
    }
    if (seen.add(id)) {
      checkFence(id, result);
    }
    checkLeases(id, store);
    holding.clear();
    for (Lock lock : store.locks().from(new LockName(LockName.Kind.LOCK, ""), 10)) {
      holding.put(lock.name().text(), lock.holder().token());
    }
  }

  /// All commands of a slot were applied to a store.
  void applied(long slot) {
    done = Math.max(done, slot);
  }

  private void checkFence(CommandId id, Result result) {
    Fence fence = fenced.get(id);
    if (fence == null || result.outcome() instanceof Outcome.Refused) {
      return;
    }
    passed++;
    if (holding.getOrDefault(fence.lock(), -1L) != fence.token()) {
      throw new Violation(
          "a fence lets its holder pass alone",
          "%s passes while the lock is held by %s".formatted(fence, holding));
    }
  }

  private void checkLeases(CommandId id, Store store) {
    for (Term term : Set.copyOf(terms.values())) {
      if (store.leases().find(term.lease().id()).isPresent()) {
        continue;
      }
      terms.remove(term.lease().id());
      long lived = agenda.millis() - term.since();
      if (housekept.contains(id) && lived < term.lease().ttlSeconds() * 1_000) {
        throw new Violation("no lease ends early", term.lease() + " ends after " + lived + " ms");
      }
      ended += housekept.contains(id) ? 1 : 0;
    }
    for (Lease lease : store.leases().from(0, Integer.MAX_VALUE)) {
      Term term = terms.get(lease.id());
      if (term == null || !term.lease().equals(lease)) {
        terms.put(lease.id(), new Term(lease, agenda.millis()));
      }
    }
  }

  /// How many leases have ended because their time was over.
  long ended() {
    return ended;
  }

  /// How many writes have passed their fences.
  long passed() {
    return passed;
  }
}
