package io.quorate.service.process;

import io.quorate.testkit.history.HistoryRecorder;
import io.quorate.testkit.history.KvAnswer;
import io.quorate.testkit.history.KvCall;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A client that does this and that to keys it shares with others, one call after another, and
/// writes it all down. It stays with one replica until that one fails it, or until it goes to see
/// at another one whether what it has just written is there.
///
/// Half of its writes carry an idempotency key and are repeated until they are answered; the others
/// are tried once, and may stay unknown.
final class LoadClient implements Runnable {

  /// A repeated call is given up after this; longer than any fault lasts.
  private static final Duration REPEATS = Duration.ofSeconds(60);

  private static final Duration BETWEEN_CALLS = Duration.ofMillis(3);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(25);

  private final String name;
  private final List<ReplicaProcess> replicas;
  private final KvHttp kv;
  private final HistoryRecorder<KvCall, KvAnswer> recorder;
  private final ConcurrentMap<String, Long> revisions;
  private final int keys;
  private final Random random;
  private final BooleanSupplier goesOn;
  private int at;
  private int calls;

  /// @param revisions the last revision that any client saw, by key
  /// @param keys how many keys there are
  /// @param goesOn false when no further call shall begin
  LoadClient(
      String name,
      List<ReplicaProcess> replicas,
      KvHttp kv,
      HistoryRecorder<KvCall, KvAnswer> recorder,
      ConcurrentMap<String, Long> revisions,
      int keys,
      Random random,
      BooleanSupplier goesOn) {
    this.name = name;
    this.replicas = replicas;
    this.kv = kv;
    this.recorder = recorder;
    this.revisions = revisions;
    this.keys = keys;
    this.random = random;
    this.goesOn = goesOn;
    this.at = random.nextInt(replicas.size());
  }

  @Override
  public void run() {
    while (goesOn.getAsBoolean()) {
      calls++;
      KvCall call = next();
      boolean write = !(call instanceof KvCall.Get);
      if (write && random.nextBoolean()) {
        repeat(call);
      } else {
        tryOnce(call);
      }
      if (write && random.nextInt(3) == 0) {
        at = (at + 1 + random.nextInt(replicas.size() - 1)) % replicas.size();
        tryOnce(new KvCall.Get(call.key()));
      }
      LockSupport.parkNanos(BETWEEN_CALLS.toNanos());
    }
  }

  private KvCall next() {
    String key = "load/" + random.nextInt(keys);
    String value = name + "-" + calls;
    int dice = random.nextInt(10);
    if (dice < 4) {
      return new KvCall.Get(key);
    }
    return dice < 9
        ? new KvCall.Put(key, value, random.nextInt(4) == 0 ? new KvCall.IfAbsent() : match(key))
        : new KvCall.Delete(key, match(key));
  }

  private KvCall.Condition match(String key) {
    Long seen = revisions.get(key);
    if (seen == null || random.nextInt(3) > 0) {
      return new KvCall.Always();
    }
    return new KvCall.IfMatch(seen);
  }

  private void tryOnce(KvCall call) {
    var open = recorder.invoke(name, call);
    switch (kv.attempt(replica(), call, Optional.empty())) {
      case Attempt.Answered answered -> {
        learn(call, answered.answer());
        open.ok(answered.answer());
      }
      case Attempt.Refused _ -> {
        open.failed();
        moveOn();
      }
      case Attempt.Unclear _ -> {
        open.unknown();
        moveOn();
      }
    }
  }

  /// One call from the first attempt to the last answer, whatever became of the attempts between.
  private void repeat(KvCall call) {
    Optional<String> key = Optional.of(name + "-" + calls);
    var open = recorder.invoke(name, call);
    long deadline = System.nanoTime() + REPEATS.toNanos();
    while (System.nanoTime() < deadline) {
      switch (kv.attempt(replica(), call, key)) {
        case Attempt.Answered answered -> {
          learn(call, answered.answer());
          open.ok(answered.answer());
          return;
        }
        case Attempt.Refused _, Attempt.Unclear _ -> moveOn();
      }
    }
    open.unknown();
  }

  private void learn(KvCall call, KvAnswer answer) {
    switch (answer) {
      case KvAnswer.Stored stored -> revisions.put(call.key(), stored.revision());
      case KvAnswer.Found found -> revisions.put(call.key(), found.entry().modRevision());
      case KvAnswer.Absent _,
          KvAnswer.Deleted _,
          KvAnswer.NothingToDelete _,
          KvAnswer.PreconditionFailed _ -> {}
    }
  }

  private URI replica() {
    return replicas.get(at).url();
  }

  private void moveOn() {
    at = (at + 1) % replicas.size();
    LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
  }
}
