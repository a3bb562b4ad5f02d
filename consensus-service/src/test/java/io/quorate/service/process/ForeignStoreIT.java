package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// A store that belongs to somebody else is not touched: the start ends, and says why.
class ForeignStoreIT {

  @Test
  void aStoreOfAnotherReplicaOrClusterEndsTheStart() throws IOException {
    try (var cluster = ProcessCluster.ofThree("foreign");
        var other = ProcessCluster.ofThree("foreign-other")) {
      ReplicaProcess a = cluster.replica("a");
      a.start();
      cluster.awaitReady(a);
      a.kill();

      ReplicaProcess otherA = other.replica("a");
      Files.createDirectories(otherA.dataDir().getParent());
      Files.move(a.dataDir(), otherA.dataDir());
      assertRefused(otherA);

      ReplicaProcess b = cluster.replica("b");
      Files.move(otherA.dataDir(), b.dataDir());
      assertRefused(b);

      Files.move(b.dataDir(), a.dataDir());
      a.start();
      cluster.awaitReady(a);
    }
  }

  private static void assertRefused(ReplicaProcess replica) {
    replica.start();
    assertThat(replica.awaitExit(ProcessCluster.PATIENCE)).isNotZero();
    String output = replica.readOutput();
    assertThat(output).contains("APPLICATION FAILED TO START").contains("belongs to");
    assertThat(output).as("one clear message, no stack trace").doesNotContain("\tat ");
  }
}
