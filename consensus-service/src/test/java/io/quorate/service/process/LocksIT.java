package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quorate.service.process.PlainHttp.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Locks in real processes: who holds a token that is not worth anything any more changes nothing,
/// whoever is killed.
class LocksIT {
  private static final int CONTENDERS = 16;
  private static final int KILLS = Integer.getInteger("quorate.kills", 5);

  @Test
  void noIncrementIsLostOrDoubled() {
    var written = new ConcurrentSkipListMap<Long, Long>();
    var refused = new AtomicInteger();
    try (var cluster = ProcessCluster.startThree("locks");
        var http = new PlainHttp(cluster.replicas());
        var workers = new Workers()) {
      for (int i = 0; i < CONTENDERS; i++) {
        // One in eight is paused between its read and its write, until its lease has ended.
        Duration pause = i % 8 == 0 ? Duration.ofSeconds(3) : Duration.ZERO;
        workers.start(new Contender("client" + i, http, pause, written, refused, workers::goOn));
      }
      for (int i = 0; i < KILLS; i++) {
        awaitMore(cluster, workers, written.size() + 20, written);
        ReplicaProcess leader = cluster.awaitLeader();
        leader.kill();
        awaitMore(cluster, workers, written.size() + 20, written);
        leader.start();
        cluster.awaitJoined(leader);
      }
      workers.stop();
      assertThat(refused).as("writes that a fence kept out").hasPositiveValue();
      System.out.println(written.size() + " increments, " + refused + " kept out by the fence");
      // In the order of their tokens, each has added one to the one before.
      assertThat(written.values())
          .containsExactlyElementsOf(LongStream.rangeClosed(1, written.size()).boxed().toList());
      for (ReplicaProcess replica : cluster.replicas()) {
        assertThat(http.send(replica, "GET", Contender.COUNTER, "").body().path("value").asString())
            .as("the counter at %s", replica)
            .isEqualTo(String.valueOf(written.size()));
      }
    }
  }

  private static void awaitMore(
      ProcessCluster cluster,
      Workers workers,
      int wanted,
      ConcurrentSkipListMap<Long, Long> written) {
    await("increments")
        .atMost(ProcessCluster.PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> {
          workers.check();
          assertThat(written.size()).as(cluster::lastOutputs).isGreaterThanOrEqualTo(wanted);
        });
  }

  /// Waiters at all replicas, served in the order in which they came, also those whose replica was
  /// killed while they waited and who have asked another one to go on.
  @Test
  void waitersAreServedInOrderEvenIfTheirReplicaIsKilled() throws Exception {
    try (var cluster = ProcessCluster.startThree("lock-order");
        var http = new PlainHttp(cluster.replicas());
        var workers = new Workers()) {
      String lock = "/v1/locks/order";
      Reply holder =
          http.untilKnown("POST", lock, "{\"ttlSeconds\":600}", "Idempotency-Key: holder");
      List<CompletableFuture<Reply>> waiters = new ArrayList<>();
      for (int i = 1; i <= 6; i++) {
        String body = "{\"owner\":\"w%d\",\"ttlSeconds\":60,\"waitSeconds\":600}".formatted(i);
        String key = "Idempotency-Key: waiter" + i;
        var answer = new CompletableFuture<Reply>();
        waiters.add(answer);
        workers.start(() -> answer.complete(http.untilKnown("POST", lock, body, key)));
        int queued = i;
        await()
            .atMost(ProcessCluster.PATIENCE)
            .until(() -> http.untilKnown("GET", lock, "").body().path("queue").size() == queued);
      }
      cluster.awaitLeader().kill();
      long token = holder.number("token");
      for (int i = 1; i <= waiters.size(); i++) {
        http.untilKnown("DELETE", lock + "?token=" + token, "", "Idempotency-Key: release" + i);
        assertThat(http.untilKnown("GET", lock, "").body().at("/holder/owner").asString())
            .isEqualTo("w" + i);
        Reply next = waiters.get(i - 1).get(60, TimeUnit.SECONDS);
        assertThat(next.status()).as("waiter %d: %s", i, next).isEqualTo(200);
        assertThat(next.number("token")).isGreaterThan(token);
        token = next.number("token");
        assertThat(waiters.stream().filter(CompletableFuture::isDone).count()).isEqualTo(i);
      }
    }
  }
}
