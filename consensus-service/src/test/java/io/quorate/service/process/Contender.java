package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.service.process.PlainHttp.Reply;
import java.time.Duration;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Acquires one lock again and again, and each time adds one to a counter that others add to too:
/// reads it, and writes it behind the fence.
final class Contender implements Runnable {
  static final String COUNTER = "/v1/kv/counter";
  private static final String LOCK = "/v1/locks/counter";

  private final String name;
  private final PlainHttp http;
  private final Duration pause;
  private final ConcurrentMap<Long, Long> written;
  private final AtomicInteger refused;
  private final BooleanSupplier goesOn;
  private int turns;

  /// A contender.
  ///
  /// @param pause how long it does nothing between its read and its write; longer than a second,
  ///   and its lease has ended by then
  /// @param written the counter's values that were acknowledged, by token
  /// @param refused how often a fence kept a write out
  Contender(
      String name,
      PlainHttp http,
      Duration pause,
      ConcurrentMap<Long, Long> written,
      AtomicInteger refused,
      BooleanSupplier goesOn) {
    this.name = name;
    this.http = http;
    this.pause = pause;
    this.written = written;
    this.refused = refused;
    this.goesOn = goesOn;
  }

  @Override
  public void run() {
    while (goesOn.getAsBoolean()) {
      turns++;
      Reply got =
          http.untilKnown(
              "POST",
              LOCK,
              "{\"owner\":\"%s\",\"ttlSeconds\":1,\"waitSeconds\":5}".formatted(name),
              key("acquire"));
      if (got.status() == 409) {
        continue;
      }
      assertThat(got.status()).as("%s acquires: %s", name, got).isEqualTo(200);
      long token = got.number("token");
      increment(token);
      Reply released = http.untilKnown("DELETE", LOCK + "?token=" + token, "", key("release"));
      assertThat(released.status()).as("%s releases: %s", name, released).isIn(200, 412);
    }
  }

  private void increment(long token) {
    Reply read = http.untilKnown("GET", COUNTER, "");
    long next = read.status() == 404 ? 1 : Long.parseLong(read.body().path("value").asString()) + 1;
    LockSupport.parkNanos(pause.toNanos());
    Reply put =
        http.untilKnown(
            "PUT",
            COUNTER,
            "{\"value\":\"%d\"}".formatted(next),
            key("put"),
            "Quorate-Fence: counter=" + token);
    if (put.status() == 412) {
      assertThat(put.body().path("type").asString()).isEqualTo("/problems/stale-fence");
      refused.incrementAndGet();
      return;
    }
    assertThat(put.status()).as("%s writes: %s", name, put).isIn(200, 201);
    assertThat(written.put(token, next)).as("token %d was used twice", token).isNull();
  }

  private String key(String what) {
    return "Idempotency-Key: %s-%s-%d".formatted(what, name, turns);
  }
}
