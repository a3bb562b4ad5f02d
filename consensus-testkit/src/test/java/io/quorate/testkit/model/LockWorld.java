package io.quorate.testkit.model;

import io.quorate.core.lease.Lease;
import io.quorate.core.lock.Claim;
import io.quorate.core.lock.Holder;
import io.quorate.core.lock.Lock;
import io.quorate.core.lock.LockName;
import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.paxos.Decree;
import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.store.Condition;
import io.quorate.core.store.Fence;
import io.quorate.core.store.Limits;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import io.quorate.core.store.Request;
import io.quorate.core.store.RequestCodec;
import io.quorate.core.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Two clients and one lock. Each client has a lease of its own, and writes under the last token
/// that it was told, whether that still holds or not; the leader finds leases too old, and what it
/// asks for then comes sooner or later.
final class LockWorld {
  /// What a client can do, or what can be done to it.
  enum Move {
    WAITS,
    TRIES,
    LEAVES,
    RELEASES,
    WRITES,
    GRANTS,
    RENEWS,
    REVOKES,
    /// The leader finds its lease too old.
    IS_LATE,
    /// What the leader asked for then arrives.
    EXPIRES,
  }

  private static final LockName NAME = new LockName(LockName.Kind.LOCK, "l");
  private static final List<Long> LEASES = List.of(1L, 2L);

  private final Store store =
      new Store(Limits.defaults(), Majority.of(List.of(new ReplicaId("a"))));
  private final long[] tokens = {Long.MAX_VALUE, Long.MAX_VALUE};
  private final long[] tickets = new long[2];
  private final long[] terms = new long[2];
  private final Lease.Term[] late = {new Lease.Term(1, -1), new Lease.Term(2, -1)};
  private final long[] lateTerms = {-1, -1};
  private Outcome last = new Outcome.Expired();
  private long highest;

  private Outcome run(Operation operation) {
    return run(List.of(), operation);
  }

  private Outcome run(List<Fence> fences, Operation operation) {
    long slot = store.appliedSlot() + 1;
    byte[] body = RequestCodec.encode(new Request(Optional.empty(), fences, operation));
    Command command = new Command(new CommandId(1, slot), 0, 0, body);
    store.apply(slot, Decree.Batch.of(0, List.of(command)), (_, result) -> last = result.outcome());
    return last;
  }

  void play(int client, Move move) {
    Optional<Lock> before = lock();
    List<Optional<Lease>> leases = leases();
    long lease = LEASES.get(client);
    switch (move) {
      case WAITS -> told(client, run(acquire(client, true)));
      case TRIES -> told(client, run(acquire(client, false)));
      case LEAVES -> told(client, run(new Operation.Leave(NAME, tickets[client])));
      case RELEASES -> {
        Outcome outcome = run(new Operation.Release(NAME, tokens[client]));
        require("released", outcome instanceof Outcome.Released == holds(before, client));
      }
      case WRITES -> write(client, before);
      case GRANTS -> run(new Operation.GrantLease(OptionalLong.of(lease), 10));
      case RENEWS -> run(new Operation.RenewLeases(List.of(lease)));
      case REVOKES -> run(new Operation.RevokeLease(lease));
      case IS_LATE ->
          leases
              .get(client)
              .ifPresent(old -> {
                late[client] = old.term();
                lateTerms[client] = terms[client];
              });
      case EXPIRES -> expire(client);
    }
    check(before);
    for (int i = 0; i < 2; i++) {
      terms[i] += leases.get(i).equals(leases().get(i)) ? 0 : 1;
    }
  }

  private Optional<Lock> lock() {
    return store.locks().find(NAME);
  }

  private List<Optional<Lease>> leases() {
    return LEASES.stream().map(store.leases()::find).toList();
  }

  private static Operation acquire(int client, boolean waits) {
    OptionalLong lease = OptionalLong.of(LEASES.get(client));
    return new Operation.Acquire(NAME, "c" + client, Optional.empty(), lease, 10, waits);
  }

  private void told(int client, Outcome outcome) {
    if (outcome instanceof Outcome.Acquired(Holder holder)) {
      require("told of its own", holder.claim().leaseId() == LEASES.get(client));
      tokens[client] = holder.token();
      tickets[client] = holder.claim().ticket();
    }
    if (outcome instanceof Outcome.Queued(long ticket)) {
      tickets[client] = ticket;
    }
  }

  /// A write under a token is done while that holds, and at no other time.
  private void write(int client, Optional<Lock> before) {
    long revision = store.revision();
    Fence fence = new Fence(NAME.text(), tokens[client]);
    Operation put = new Operation.Put("k", new byte[0], new Condition.None(), false);
    Outcome outcome = run(List.of(fence), put);
    boolean holds = holds(before, client);
    require("written while held", outcome instanceof Outcome.Stored == holds);
    require("one revision", store.revision() == (holds ? revision + 1 : revision));
  }

  private boolean holds(Optional<Lock> lock, int client) {
    return lock.map(Lock::holder)
        .filter(one -> one.token() == tokens[client])
        .filter(one -> one.claim().leaseId() == LEASES.get(client))
        .isPresent();
  }

  /// It ends the lease only if that has neither been renewed nor ended since it was found too old.
  private void expire(int client) {
    boolean lived = leases().get(client).isPresent();
    boolean over = lived && lateTerms[client] == terms[client];
    run(new Operation.ExpireLeases(List.of(late[client])));
    require("no lease ends early", leases().get(client).isPresent() == (lived && !over));
  }

  private void check(Optional<Lock> before) {
    List<Claim> now = claims(lock());
    List<Claim> left = new ArrayList<>(claims(before));
    left.retainAll(now);
    require("those who came first are first", now.subList(0, left.size()).equals(left));
    require("one came at most", now.size() - left.size() <= 1);
    for (Claim claim : now) {
      require("a claim has a lease", store.leases().find(claim.leaseId()).isPresent());
    }
    Optional<Holder> holder = lock().map(Lock::holder);
    holder.ifPresent(one -> {
      boolean same = Objects.equals(before.map(Lock::holder), holder);
      require("tokens grow", same ? one.token() == highest : one.token() > highest);
      highest = one.token();
    });
    for (long token = 0; token <= highest + 1; token++) {
      boolean holds = holder.isPresent() && token == highest;
      require("one token holds", store.locks().isHeld(NAME.text(), token) == holds);
    }
  }

  private static List<Claim> claims(Optional<Lock> lock) {
    List<Claim> claims = new ArrayList<>();
    lock.ifPresent(one -> {
      claims.add(one.holder().claim());
      claims.addAll(one.queue());
    });
    return claims;
  }

  private static void require(String what, boolean holds) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  /// Tells worlds apart that can go on differently: numbers matter only as far as they are those of
  /// something that is there.
  String state() {
    StringBuilder state = new StringBuilder();
    for (int i = 0; i < 2; i++) {
      int client = i;
      Optional<Lease> lease = leases().get(i);
      state.append(lease.isPresent()).append(holds(lock(), i));
      state.append(lease.filter(one -> one.term().equals(late[client])).isPresent());
      state.append(lateTerms[i] == terms[i]).append(lateTerms[i] >= 0);
    }
    return state
        + claims(lock()).stream()
            .map(claim -> {
              int client = claim.leaseId() == 1 ? 0 : 1;
              return " " + client + (claim.ticket() == tickets[client]);
            })
            .collect(Collectors.joining());
  }
}
