package io.quorate.core.store;

import io.quorate.core.keyspace.Draft;
import io.quorate.core.keyspace.Entry;
import io.quorate.core.keyspace.Keyspace;
import io.quorate.core.keyspace.Revision;
import io.quorate.core.keyspace.Snapshot;
import io.quorate.core.lease.Leases;
import io.quorate.core.lock.Locks;
import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.InvariantViolation;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.register.RegisterConfiguration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The state of one replica: applies chosen decrees in slot order and answers reads of what it
/// holds.
///
/// Time is what the log says, never a clock. Confined to one thread; the snapshots and revisions
/// that it gives away may be kept.
public final class Store {
  private final Keyspace keyspace = new Keyspace();
  private final Leases leases = new Leases();
  private final Locks locks = new Locks();
  private final KeyOperations keyOperations = new KeyOperations(keyspace, leases, this::commit);
  private final LeaseOperations leaseOperations =
      new LeaseOperations(leases, keyspace, locks, this::commit, this::logTime);
  private final LockOperations lockOperations =
      new LockOperations(locks, leases, leaseOperations, keyspace, this::logTime);
  private final Origins origins;
  private final IdempotencyKeys idempotencyKeys;
  private Consumer<Revision> revisions = _ -> {};
  private QuorumHistory quorums;
  private RegisterConfiguration registers;
  private long appliedSlot;
  private long logTime;

  /// An empty store.
  ///
  /// @param initial the quorum system that decides until the log says otherwise
  public Store(Limits limits, QuorumSystem initial) {
    this.quorums = QuorumHistory.of(initial);
    this.registers = RegisterConfiguration.of(initial);
    KeptOutcomes outcomes = new KeptOutcomes(limits);
    this.origins = new Origins(outcomes);
    this.idempotencyKeys = new IdempotencyKeys(limits, outcomes);
  }

  /// From now on tells each revision right when it is made.
  public void onRevision(Consumer<Revision> listener) {
    revisions = listener;
  }

  /// Applies what was chosen in a slot and tells the result of each command in it.
  ///
  /// @throws InvariantViolation when the slot is not the one after the last (I7)
  /// @throws IllegalArgumentException when a command is of a version that this one does not know;
  ///   the replica must stop then, because it can not hold the same state as the others
  public void apply(long slot, Decree decree, BiConsumer<CommandId, Result> results) {
    // I7: slots apply in order, each once.
    if (slot != appliedSlot + 1) {
      throw new InvariantViolation("I7", "slot " + slot + " after slot " + appliedSlot);
    }
    appliedSlot = slot;
    switch (decree) {
      case Decree.NoOp() -> {}
      case Decree.Batch batch -> apply(batch, results);
      case Decree.Change(Decree.Batch request, QuorumSystem to) -> {
        quorums = quorums.with(slot, to);
        registers = registers.changed(slot, to);
        apply(request, results);
      }
    }
  }

  private void apply(Decree.Batch batch, BiConsumer<CommandId, Result> results) {
    logTime = Math.max(logTime, batch.stamp());
    for (Command command : batch.commands()) {
      results.accept(command.id(), apply(command));
    }
  }

  /// The quorum system that a command shall put in force, if that is what it asks for and it was
  /// not applied before: then a leader proposes it in a slot of its own, and only then.
  ///
  /// @param stamp when the leader is about to propose it
  public Optional<QuorumSystem> changeIn(Command command, long stamp) {
    Optional<QuorumSystem> to = RequestCodec.changeIn(command.body());
    if (to.isEmpty()) {
      return to;
    }
    Request request = RequestCodec.decode(command.body());
    long then = Math.max(logTime, stamp);
    boolean isNew = origins.known(command, revision(), then).isEmpty();
    return to.filter(
        _ -> isNew && staleFence(request).isEmpty() && earlier(request, command.body()).isEmpty());
  }

  private Result apply(Command command) {
    Optional<Result> known = origins.known(command, revision(), logTime);
    if (known.isPresent()) {
      return known.get();
    }
    Result result = execute(command.body());
    origins.remember(command, result, logTime);
    return result;
  }

  private Result execute(byte[] body) {
    Request request = RequestCodec.decode(body);
    Optional<Outcome> earlier = earlier(request, body);
    if (earlier.isPresent()) {
      boolean replayed = !(earlier.get() instanceof Outcome.KeyReused);
      return new Result(earlier.get(), revision(), replayed);
    }
    Outcome outcome = staleFence(request).orElseGet(() -> execute(request.operation()));
    if (outcome instanceof Outcome.QuorumsRefused) {
      // Nothing was done, for a reason that passes: the same request may be done later.
      return new Result(outcome, revision(), false);
    }
    request
        .idempotencyKey()
        .ifPresent(key ->
            idempotencyKeys.remember(key, IdempotencyKeys.fingerprint(body), outcome, logTime));
    return new Result(outcome, revision(), false);
  }

  /// What became of an earlier request with the same idempotency key.
  private Optional<Outcome> earlier(Request request, byte[] body) {
    return request
        .idempotencyKey()
        .flatMap(key -> idempotencyKeys.known(key, IdempotencyKeys.fingerprint(body)));
  }

  private Optional<Outcome> staleFence(Request request) {
    return request.fences().stream()
        .filter(fence -> !locks.isHeld(fence.lock(), fence.token()))
        .<Outcome>map(fence -> new Outcome.StaleFence(fence.lock(), fence.token()))
        .findFirst();
  }

  private Outcome execute(Operation operation) {
    return switch (operation) {
      case Operation.OnKeys onKeys -> keyOperations.apply(onKeys);
      case Operation.OnLeases onLeases -> leaseOperations.apply(onLeases);
      case Operation.OnLocks onLocks -> lockOperations.apply(onLocks);
      case Operation.ChangeQuorums(QuorumSystem to) ->
          to.equals(quorums.changes().get(appliedSlot))
              ? new Outcome.QuorumsChanged(appliedSlot, to)
              : new Outcome.QuorumsRefused(to);
      case Operation.RegistersMoved(long slot) -> {
        registers = registers.moved(slot);
        yield new Outcome.RegistersMoved();
      }
    };
  }

  private Optional<Revision> commit(Draft draft) {
    Optional<Revision> made = keyspace.commit(draft, logTime);
    made.ifPresent(leases::follow);
    made.ifPresent(revisions);
    return made;
  }

  /// The last slot applied.
  public long appliedSlot() {
    return appliedSlot;
  }

  /// The latest time that a leader has put into the log, in milliseconds since 1970.
  public long logTime() {
    return logTime;
  }

  /// How many changes the state has seen.
  public long revision() {
    return keyspace.revision();
  }

  /// The quorum system in force above the last slot applied.
  public QuorumSystem quorums() {
    return quorums.now();
  }

  /// Which quorum system decides about the registers.
  public RegisterConfiguration registers() {
    return registers;
  }

  /// Which quorum system decided which slots.
  public QuorumHistory quorumHistory() {
    return quorums;
  }

  /// A key as it stands.
  public Optional<Entry> get(String key) {
    return now().get(key);
  }

  /// All keys as they stand.
  public Snapshot now() {
    return keyspace.now();
  }

  /// The keys, their revisions and their history; only to be read.
  public Keyspace keyspace() {
    return keyspace;
  }

  /// The leases that have not ended; only to be read.
  public Leases leases() {
    return leases;
  }

  /// The locks and elections that are held; only to be read.
  public Locks locks() {
    return locks;
  }
}
