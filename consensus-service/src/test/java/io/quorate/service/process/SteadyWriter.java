package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.testkit.history.KvAnswer;
import io.quorate.testkit.history.KvCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Writes one value after another as fast as it is let, to keys of its own. Blindly repeats each
/// write, under its idempotency key, at the next replica until it is answered; so each key's
/// version counts its writes, or one was lost or applied twice.
final class SteadyWriter implements Runnable {

  private static final int KEYS = 50;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(5);

  private final String name;
  private final List<ReplicaProcess> replicas;
  private final KvHttp kv;
  private final BooleanSupplier goesOn;
  private final Map<String, Long> versions = new HashMap<>();
  private final Map<String, String> values = new HashMap<>();
  private final List<Long> successes = new ArrayList<>();
  private int at;
  private int writes;

  /// @param goesOn false when no further write shall begin
  SteadyWriter(String name, List<ReplicaProcess> replicas, KvHttp kv, BooleanSupplier goesOn) {
    this.name = name;
    this.replicas = replicas;
    this.kv = kv;
    this.goesOn = goesOn;
  }

  @Override
  public void run() {
    while (goesOn.getAsBoolean()) {
      String key = name + "/" + writes % KEYS;
      KvCall.Put put = new KvCall.Put(key, name + "-" + writes);
      write(put);
      if (writes % 20 == 0) {
        // Once more though it was answered: nothing may change.
        write(put);
      }
      writes++;
    }
  }

  private void write(KvCall.Put put) {
    Optional<String> idempotencyKey = Optional.of(put.value());
    while (true) {
      switch (kv.attempt(replicas.get(at).url(), put, idempotencyKey)) {
        case Attempt.Answered answered -> {
          acknowledged(put, answered);
          return;
        }
        case Attempt.Refused _, Attempt.Unclear _ -> {
          at = (at + 1) % replicas.size();
          LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
      }
    }
  }

  private void acknowledged(KvCall.Put put, Attempt.Answered answered) {
    boolean first = !put.value().equals(values.put(put.key(), put.value()));
    long version = versions.merge(put.key(), first ? 1L : 0L, Long::sum);
    assertThat(answered.body().required("version").asLong())
        .as("version of %s after %s", put, answered)
        .isEqualTo(version);
    assertThat(first || answered.replayed()).as("%s is a replay: %s", put, answered).isTrue();
    synchronized (successes) {
      successes.add(System.nanoTime());
    }
  }

  /// Reads all it has written at a replica.
  ///
  /// @throws AssertionError when an acknowledged write is not there, or was applied twice
  void checkAt(ReplicaProcess replica) {
    values.forEach((key, value) -> checkAt(replica, key, value));
  }

  private void checkAt(ReplicaProcess replica, String key, String value) {
    Attempt attempt = kv.attempt(replica.url(), new KvCall.Get(key), Optional.empty());
    if (!(attempt instanceof Attempt.Answered(KvAnswer.Found(var entry), var body, _))) {
      throw new AssertionError(
          "%s at %s, last written %s: %s".formatted(key, replica, value, attempt));
    }
    assertThat(entry.value()).as("value of %s at %s", key, replica).isEqualTo(value);
    assertThat(body.required("version").asLong())
        .as("version of %s at %s", key, replica)
        .isEqualTo(versions.get(key));
  }

  /// The moments, by [System#nanoTime], at which a write was answered.
  Successes successes() {
    synchronized (successes) {
      return new Successes(List.copyOf(successes));
    }
  }
}
