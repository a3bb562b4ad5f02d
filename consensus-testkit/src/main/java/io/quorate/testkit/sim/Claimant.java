package io.quorate.testkit.sim;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.lock.Holder;
import io.quorate.core.lock.LockName;
import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.store.Fence;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import io.quorate.core.store.Request;
import io.quorate.core.store.RequestCodec;
import io.quorate.core.store.Result;
import io.quorate.core.store.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A client that wants a lock, keeps its lease alive for a while, and writes under the last token
/// that it was told, long after it may have lost it.
final class Claimant {
  private static final LockName LOCK = new LockName(LockName.Kind.LOCK, "lock");
  private static final long LAST = 3 * Agenda.SECOND;

  private final World world;
  private final Dice dice;
  private final String name;
  private final long origin;
  private long sequence;
  private long lease;
  private long ticket;
  private long token;
  private boolean closing;

  Claimant(World world, Dice dice, String name) {
    this.world = world;
    this.dice = dice;
    this.name = name;
    this.origin = dice.number();
  }

  void start() {
    world.agenda.after(dice.between(0, 600) * Agenda.MILLI, this::next);
  }

  void close() {
    closing = true;
  }

  private void next() {
    if (!closing) {
      dice.oneOf(world.nodes).reach(this::ask);
      start();
    }
  }

  private void ask(Life life) {
    int die = dice.below(10);
    if (lease == 0) {
      submit(life, List.of(), new Operation.GrantLease(OptionalLong.empty(), dice.between(1, 3)));
    } else if (die < 2) {
      OptionalLong with = OptionalLong.of(lease);
      submit(
          life,
          List.of(),
          new Operation.Acquire(LOCK, name, Optional.empty(), with, 1, dice.chance(0.8)));
    } else if (die < 5) {
      submit(life, List.of(), new Operation.RenewLeases(List.of(lease)));
    } else if (die < 9) {
      submit(life, List.of(new Fence(LOCK.text(), token)), write());
    } else {
      submit(life, List.of(), new Operation.Release(LOCK, token));
    }
  }

  private Operation write() {
    Transaction.Step one = put("fenced", Entry.NO_LEASE);
    Transaction.Step two = put("leased " + name, lease);
    Transaction inner = new Transaction(List.of(), List.of(two), List.of());
    return new Operation.Transact(
        new Transaction(List.of(), List.of(one, new Transaction.Nested(inner)), List.of()));
  }

  private static Transaction.Step put(String key, long leaseId) {
    return new Transaction.Put(key, new byte[0], leaseId, false);
  }

  private void submit(Life life, List<Fence> fences, Operation operation) {
    CommandId id = new CommandId(origin, ++sequence);
    world.referee.sent(id, dice.number());
    fences.forEach(fence -> world.claims.fenced(id, fence));
    Request asked = new Request(Optional.empty(), fences, operation);
    byte[] body = RequestCodec.encode(world.tampering.asked(asked, life.store()));
    Command command = new Command(id, 0, world.agenda.millis(), body);
    life.forwarding().submit(command, world.agenda.now() + LAST, result -> told(result, life));
  }

  private void told(Result result, Life life) {
    switch (result.outcome()) {
      case Outcome.LeaseGranted granted -> lease = granted.lease().id();
      case Outcome.LeasesRenewed renewed when renewed.leases().isEmpty() -> lease = 0;
      case Outcome.NoSuchLease _ -> lease = 0;
      case Outcome.Acquired(Holder holder) -> token = holder.token();
      case Outcome.Queued queued -> ticket = queued.ticket();
      default -> {}
    }
    life.store()
        .locks()
        .find(LOCK)
        .filter(lock -> lock.holder().claim().ticket() == ticket)
        .ifPresent(lock -> token = lock.holder().token());
  }
}
