package io.quorate.service.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// The claim of the first screen: kill whom you like, nothing that was acknowledged is lost, and
/// clients cannot tell the cluster from a single copy of the data.
class FailoverIT {

  private static final long SEED = Long.getLong("quorate.seed", 20_261_123L);
  private static final int KILLS = Integer.getInteger("quorate.kills", 20);
  private static final Duration FREEZE = Duration.ofSeconds(4);

  @Test
  void whatWasAcknowledgedSurvivesKilledFrozenAndPowerlessReplicas() {
    System.out.println("seed " + SEED + ", set another by -Dquorate.seed=...");
    try (var cluster = ProcessCluster.startThree("failover");
        var kv = new KvHttp(Duration.ofSeconds(5));
        var workers = new Workers();
        var load = Load.start(cluster, 6, SEED)) {
      var writer = new SteadyWriter("steady", cluster.replicas(), kv, workers::goOn);
      workers.start(writer);
      var failovers = new Failovers(cluster, writer);
      failovers.awaitWrite();
      for (int i = 0; i < KILLS; i++) {
        failovers.kill();
        load.check();
        workers.check();
      }
      System.out.println(failovers.summary("SIGKILL of the leader under load"));
      freezeTheLeader(cluster, failovers);
      killAllAtOnce(cluster, failovers);
      workers.stop();
      load.stopAndCheck();
      cluster.replicas().forEach(writer::checkAt);
      System.out.println(
          writer.successes().count() + " blindly repeated writes, each applied once");
    }
  }

  /// A leader that does nothing for longer than anyone waits for it, and then goes on where it was:
  /// it must not answer a read from what it knew (I8), nor finish a write of its old ballot.
  private static void freezeTheLeader(ProcessCluster cluster, Failovers failovers) {
    ReplicaProcess leader = cluster.awaitLeader();
    leader.pause();
    LockSupport.parkNanos(FREEZE.toNanos());
    leader.resume();
    cluster.awaitAllJoined();
    failovers.awaitWrite();
  }

  private static void killAllAtOnce(ProcessCluster cluster, Failovers failovers) {
    List<ReplicaProcess> all = cluster.replicas();
    all.parallelStream().forEach(ReplicaProcess::kill);
    all.forEach(ReplicaProcess::start);
    cluster.awaitAllJoined();
    failovers.awaitWrite();
  }
}
