package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/// A replica whose peers are not there yet starts, says that it waits, and joins when they come.
class LonelyReplicaIT {

  @Test
  void aReplicaAloneWaitsForTheOthersAndJoinsWhenTheyCome() {
    try (var cluster = ProcessCluster.ofThree("lonely");
        var caller = new Caller()) {
      ReplicaProcess a = cluster.replica("a");
      ReplicaProcess b = cluster.replica("b");
      ReplicaProcess c = cluster.replica("c");
      a.start();
      cluster.awaitReady(a);
      Caller.assertNotAcknowledged(caller.put(a, "early", "1"));
      assertThat(caller.put(a, "early", "1").statusCode())
          .as("nothing can have been proposed")
          .isEqualTo(503);
      assertThat(cluster.health(a))
          .hasValueSatisfying(health -> {
            assertThat(health.isMember()).isFalse();
            assertThat(health.leader() + health.whyNoVote())
                .as("what it waits for: %s", health)
                .isNotBlank();
          });

      b.start();
      await("two of three serve")
          .atMost(ProcessCluster.PATIENCE)
          .untilAsserted(() -> Caller.assertWritten(caller.put(a, "two", "2")));
      assertThat(caller.get(a, "early").statusCode()).isEqualTo(404);

      c.start();
      cluster.awaitJoined(c);
      assertThat(caller.get(c, "two").body()).isEqualTo("2");
    }
  }
}
