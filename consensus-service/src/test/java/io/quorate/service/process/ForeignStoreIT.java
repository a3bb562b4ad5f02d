package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A store that belongs to somebody else is not touched, and a new one belongs to nobody without
/// peers: the start ends, and says why.
class ForeignStoreIT {

  @Test
  void aStoreOfAnotherReplicaAndANewOneWithoutPeersEndTheStart() throws IOException {
    try (var cluster = ProcessCluster.ofThree("foreign")) {
      ReplicaProcess a = cluster.replica("a");
      ReplicaProcess b = cluster.replica("b");
      b.setPeers(Optional.empty());
      assertRefused(b, "the store of b is new, and quorate.peers is not set");

      a.start();
      cluster.awaitReady(a);
      a.kill();
      ProcessCluster.delete(b.dataDir());
      Files.move(a.dataDir(), b.dataDir());
      assertRefused(b, "the store belongs to replica a, but this is replica b");

      Files.move(b.dataDir(), a.dataDir());
      a.start();
      cluster.awaitReady(a);
    }
  }

  private static void assertRefused(ReplicaProcess replica, String why) {
    replica.start();
    assertThat(replica.awaitExit(ProcessCluster.PATIENCE)).isNotZero();
    String output = replica.readOutput();
    assertThat(output).contains("APPLICATION FAILED TO START").contains(why);
    assertThat(output)
        .as("one clear message, no stack trace")
        .doesNotContain("\tat ", "cancelling refresh", "condition evaluation");
  }
}
