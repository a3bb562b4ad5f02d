package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Only the first boot reads `quorate.peers`; after that the store says who the members are.
class MembershipIT {

  @Test
  void aClusterComesBackWithoutPeersAndWithOthers() {
    try (var cluster = ProcessCluster.startThree("membership");
        var caller = new Caller()) {
      ReplicaProcess a = cluster.replica("a");
      ReplicaProcess b = cluster.replica("b");
      ReplicaProcess c = cluster.replica("c");
      Caller.assertWritten(caller.put(b, "before", "1"));
      String id = caller.clusterId(a);
      cluster.replicas().forEach(ReplicaProcess::terminate);
      cluster.replicas().forEach(one -> one.awaitExit(ProcessCluster.PATIENCE));

      a.setPeers(Optional.empty());
      b.setPeers(Optional.of("b=http://127.0.0.1:1,x=http://127.0.0.1:2"));
      cluster.replicas().forEach(ReplicaProcess::start);
      cluster.awaitAllJoined();
      for (ReplicaProcess one : cluster.replicas()) {
        assertThat(caller.get(one, "before").body()).isEqualTo("1");
        assertThat(caller.clusterId(one)).isEqualTo(id);
      }
      assertThat(b.readOutput()).containsOnlyOnce("quorate.peers is ignored");
      assertThat(a.readOutput() + c.readOutput()).doesNotContain("quorate.peers is ignored");

      c.kill();
      Caller.assertWritten(caller.put(a, "after", "2"));
    }
  }
}
