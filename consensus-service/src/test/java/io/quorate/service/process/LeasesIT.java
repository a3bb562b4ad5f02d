package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quorate.service.process.PlainHttp.Reply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Leases in real processes: they end, and never early, whoever leads.
class LeasesIT {
  private static final int CHANGES = 4;
  private static final int RENEWALS = 8;

  @Test
  void aLeaseEndsAfterItsTimeAndNeverBeforeWhoeverLeads() throws Exception {
    try (var cluster = ProcessCluster.startThree("leases");
        var http = new PlainHttp(cluster.replicas());
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int change = 0; change < CHANGES; change++) {
        int first = 1 + change * 10;
        var all = new CompletableFuture<?>[4];
        var kept = new AtomicInteger();
        for (int i = 0; i < all.length; i++) {
          int id = first + i;
          all[i] =
              CompletableFuture.runAsync(() -> liveAndEnd(http, id, 2 + id % 3, kept), clients);
        }
        // While all are being kept alive, or once none is.
        int until = change % 2 == 0 ? all.length : all.length * RENEWALS;
        await().atMost(ProcessCluster.PATIENCE).until(() -> kept.get() >= until);
        ReplicaProcess leader = cluster.awaitLeader();
        leader.kill();
        CompletableFuture.allOf(all).get();
        leader.start();
        cluster.awaitJoined(leader);
      }
    }
  }

  /// Keeps a lease alive for a while, and then watches it end.
  private static void liveAndEnd(PlainHttp http, int id, int ttlSeconds, AtomicInteger kept) {
    String lease = "/v1/leases/" + id;
    Reply granted =
        http.untilKnown(
            "POST",
            "/v1/leases",
            "{\"id\":%d,\"ttlSeconds\":%d}".formatted(id, ttlSeconds),
            "Idempotency-Key: grant" + id);
    assertThat(granted.status()).as("%s", granted).isEqualTo(201);
    String key = "/v1/kv/of/" + id;
    String lock = "/v1/locks/of/" + id;
    assertThat(
            http.untilKnown(
                    "PUT",
                    key,
                    "{\"value\":\"x\",\"leaseId\":%d}".formatted(id),
                    "Idempotency-Key: put" + id)
                .status())
        .isEqualTo(201);
    http.untilKnown("POST", lock, "{\"leaseId\":%d}".formatted(id), "Idempotency-Key: lock" + id);
    long renewed = 0;
    for (int i = 0; i < RENEWALS; i++) {
      renewed = System.nanoTime();
      Reply alive = http.untilKnown("POST", lease + "/keepalive", "");
      assertThat(alive.status()).as("lease %d: %s", id, alive).isEqualTo(200);
      kept.incrementAndGet();
      LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
    }
    while (http.untilKnown("GET", key, "").status() == 200) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    Duration lived = Duration.ofNanos(System.nanoTime() - renewed);
    assertThat(lived).as("lease %d", id).isGreaterThanOrEqualTo(Duration.ofSeconds(ttlSeconds));
    assertThat(http.untilKnown("GET", lease, "").status()).isEqualTo(404);
    assertThat(http.untilKnown("GET", lock, "").status()).isEqualTo(404);
    System.out.println(
        "lease %d of %d s lived for %d ms".formatted(id, ttlSeconds, lived.toMillis()));
  }
}
