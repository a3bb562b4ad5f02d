package io.quorate.core.store;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.InvariantViolation;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.register.RegisterConfiguration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The state of one replica: applies chosen decrees in slot order and answers reads of what it
/// holds.
///
/// Time is what the log says, never a clock. Confined to one thread.
public final class Store {
  private final Keyspace keyspace = new Keyspace();
  private final Origins origins;
  private final IdempotencyKeys idempotencyKeys;
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
    long then = Math.max(logTime, stamp);
    boolean isNew = origins.known(command, revision(), then).isEmpty();
    return to.filter(
        _ -> isNew && earlier(RequestCodec.decode(command.body()), command.body()).isEmpty());
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
    Outcome outcome = execute(request.operation());
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

  private Outcome execute(Operation operation) {
    return switch (operation) {
      case Operation.Put put -> keyspace.put(put);
      case Operation.Delete delete -> keyspace.delete(delete);
      case Operation.ChangeQuorums(QuorumSystem to) ->
          to.equals(quorums.changes().get(appliedSlot))
              ? new Outcome.QuorumsChanged(appliedSlot, to)
              : new Outcome.QuorumsRefused();
      case Operation.RegistersMoved(long slot) -> {
        registers = registers.moved(slot);
        yield new Outcome.RegistersMoved();
      }
    };
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

  /// Which quorum system decided which slots.
  public QuorumHistory quorumHistory() {
    return quorums;
  }

  /// Which quorum system decides about the registers.
  public RegisterConfiguration registers() {
    return registers;
  }

  /// A key as it stands.
  public Optional<Entry> get(String key) {
    return keyspace.get(key);
  }

  /// All keys, in no order; a view, valid until the next decree is applied.
  public Collection<Entry> entries() {
    return keyspace.entries();
  }
}
