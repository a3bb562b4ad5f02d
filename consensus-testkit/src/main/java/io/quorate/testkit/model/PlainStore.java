package io.quorate.testkit.model;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.lease.Lease;
import io.quorate.core.lock.Claim;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.store.Fence;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import io.quorate.core.store.Request;
import io.quorate.core.store.RequestCodec;
import io.quorate.core.store.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The store as one would write it if time and memory cost nothing: plain maps and lists, whole
/// copies, everything looked for from the beginning to the end. It takes the outcomes and entries
/// of the real one, and none of its code. What it does can be spoilt by tests, piece by piece.
class PlainStore {
  private static final long TEN_MINUTES = 600_000;

  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  private record Named(String key, byte[] body, Outcome outcome, long since) {}

  private final Script script;
  private final Map<CommandId, Result> commands = new HashMap<>();
  private final Map<Long, Long> settled = new HashMap<>();
  private final List<Named> named = new ArrayList<>();
  final PlainKeys keys;
  final PlainClaims claims;
  private final PlainOperations operations;
  private long logTime;

  PlainStore(Script script) {
    this(script, new PlainKeys());
  }

  PlainStore(Script script, PlainKeys keys) {
    this.script = script;
    this.keys = keys;
    this.claims = new PlainClaims(this);
    this.operations = new PlainOperations(this);
  }

  long logTime() {
    return logTime;
  }

  Result apply(Script.Line line) {
    logTime = Math.max(logTime, line.stamp());
    long origin = line.id().origin();
    if (logTime - line.issuedAt() > TEN_MINUTES
        || line.id().sequence() < settled.getOrDefault(origin, 0L)) {
      return new Result(new Outcome.Expired(), keys.revision(), false);
    }
    Result before = earlier(line.id());
    if (before != null) {
      return before;
    }
    Result result = execute(line.request());
    commands.put(line.id(), result);
    settled.merge(origin, line.settledBelow(), Math::max);
    return result;
  }

  @Nullable Result earlier(CommandId id) {
    return commands.get(id);
  }

  private Result execute(Request request) {
    if (request.idempotencyKey().isEmpty()) {
      return result(decide(request), false);
    }
    String key = request.idempotencyKey().get();
    byte[] body = RequestCodec.encode(request);
    for (Named one : named) {
      if (one.key().equals(key)) {
        boolean same = isSame(body, one.body());
        return result(same ? one.outcome() : new Outcome.KeyReused(), same);
      }
    }
    Outcome outcome = decide(request);
    named.add(new Named(key, body, outcome, logTime));
    while (named.size() > script.limits().keysKept()
        && logTime - named.getFirst().since() > script.limits().keysKeptMillis()) {
      named.removeFirst();
    }
    return result(outcome, false);
  }

  boolean isSame(byte[] body, byte[] before) {
    return Arrays.equals(body, before);
  }

  private Result result(Outcome outcome, boolean replayed) {
    return new Result(outcome, keys.revision(), replayed);
  }

  private Outcome decide(Request request) {
    return staleFence(request).orElseGet(() -> operate(request.operation()));
  }

  Optional<Outcome> staleFence(Request request) {
    for (Fence fence : request.fences()) {
      if (!claims.isHeld(fence.lock(), fence.token())) {
        return Optional.of(new Outcome.StaleFence(fence.lock(), fence.token()));
      }
    }
    return Optional.empty();
  }

  private Outcome operate(Operation operation) {
    return switch (operation) {
      case Operation.OnKeys onKeys -> operations.apply(onKeys);
      case Operation.OnLeases onLeases -> claims.apply(onLeases);
      case Operation.OnLocks onLocks -> claims.apply(onLocks);
      case Operation.ChangeQuorums _, Operation.RegistersMoved _ ->
          throw new IllegalArgumentException("not played: " + operation);
    };
  }

  /// A transaction within another.
  void nested(PlainKeys.Work work) {
    // Nothing: it has the same revision.
  }

  /// Whether a lease is still in the term that somebody found too old.
  boolean isOver(Lease.Term term) {
    return claims.find(term.id()).filter(lease -> lease.term().equals(term)).isPresent();
  }

  /// Which of those who wait is next.
  int next(List<Claim> waiting) {
    return 0;
  }

  /// The keys that end with a lease.
  List<String> keysOf(long lease) {
    return keys.now().values().stream()
        .filter(entry -> entry.leaseId() == lease)
        .map(Entry::key)
        .sorted(PlainKeys.BYTEWISE)
        .toList();
  }

  /// What whoever gets a lock after waiting is given.
  boolean startsAnew() {
    return true;
  }

  /// The fencing token after this one.
  long tokenAfter(long last) {
    return last + 1;
  }
}
