package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Takes leaders away, one after another, and notes how long nobody could write.
final class Failovers {

  private final ProcessCluster cluster;
  private final SteadyWriter writer;
  private final List<Duration> gaps = new ArrayList<>();

  Failovers(ProcessCluster cluster, SteadyWriter writer) {
    this.cluster = cluster;
    this.writer = writer;
  }

  /// Kills the leader, waits until another one serves, and brings the killed one back.
  void kill() {
    ReplicaProcess leader = cluster.awaitLeader();
    long from = System.nanoTime();
    leader.kill();
    comeBack(leader, from);
  }

  /// The same with SIGTERM, which leaves the leader time to hand over.
  void terminate() {
    ReplicaProcess leader = cluster.awaitLeader();
    long from = System.nanoTime();
    leader.terminate();
    leader.awaitExit(Duration.ofSeconds(10));
    comeBack(leader, from);
  }

  private void comeBack(ReplicaProcess victim, long from) {
    cluster.awaitLeader();
    awaitWrite();
    gaps.add(writer.successes().longestGap(from, System.nanoTime()));
    victim.start();
    cluster.awaitJoined(victim);
    awaitWrite();
  }

  /// Waits until a write that is answered after now.
  void awaitWrite() {
    long now = System.nanoTime();
    await("a write")
        .atMost(ProcessCluster.PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () -> assertThat(writer.successes().anyAfter(now)).as(cluster::lastOutputs).isTrue());
  }

  /// One readable line.
  String summary(String fault) {
    List<Duration> sorted = gaps.stream().sorted().toList();
    String all = gaps.stream().map(Failovers::millis).collect(Collectors.joining(" "));
    return "longest gap without a successful write, %d x %s: median %s ms, max %s ms (each: %s)"
        .formatted(
            sorted.size(),
            fault,
            millis(sorted.get(sorted.size() / 2)),
            millis(sorted.getLast()),
            all);
  }

  private static String millis(Duration gap) {
    return String.valueOf(gap.toMillis());
  }
}
