package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/// A replica that comes back with an empty disk has forgotten what it promised, so it does not
/// vote: else two quorums could meet in it alone (I1, I5).
class LostDiskIT {

  @Test
  void aReplicaThatLostItsDiskDoesNotVote() {
    try (var cluster = ProcessCluster.startThree("lost-disk");
        var caller = new Caller()) {
      ReplicaProcess a = cluster.replica("a");
      ReplicaProcess b = cluster.replica("b");
      ReplicaProcess c = cluster.replica("c");
      Caller.assertWritten(caller.put(a, "before", "1"));

      c.kill();
      ProcessCluster.delete(c.dataDir());
      c.start();
      await("c says why it does not vote")
          .atMost(ProcessCluster.PATIENCE)
          .untilAsserted(() -> assertShutOut(cluster, c));
      assertThat(cluster.isReady(a)).isTrue();
      await("a and b go on")
          .atMost(ProcessCluster.PATIENCE)
          .untilAsserted(() -> Caller.assertWritten(caller.put(a, "during", "2")));

      b.kill();
      Caller.assertNotAcknowledged(caller.put(a, "nobody", "3"));
      Caller.assertNotAcknowledged(caller.put(c, "nobody", "4"));

      b.start();
      cluster.awaitReady(b);
      await("a and b serve again")
          .atMost(ProcessCluster.PATIENCE)
          .untilAsserted(() -> Caller.assertWritten(caller.put(b, "after", "5")));
      assertThat(caller.get(a, "before").body()).isEqualTo("1");
      assertThat(caller.get(b, "during").body()).isEqualTo("2");
    }
  }

  private static void assertShutOut(ProcessCluster cluster, ReplicaProcess replica) {
    assertThat(cluster.health(replica))
        .hasValueSatisfying(health -> {
          assertThat(health.votes()).isFalse();
          assertThat(health.whyNoVote()).contains("with another store");
        });
    assertThat(cluster.isReady(replica)).as("nobody shall send it anything").isFalse();
    assertThat(replica.readOutput())
        .containsOnlyOnce("this replica does not vote and is not ready: ")
        .contains("put its own store back");
  }
}
