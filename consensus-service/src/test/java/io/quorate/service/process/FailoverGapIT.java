package io.quorate.service.process;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Measures how long nobody can write when the leader goes: not a test, and run only on request, on
/// a machine that does nothing else.
///
/// ```
/// ./mvnw verify -pl consensus-service -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
///   -Dit.test=FailoverGapIT -Dfailsafe.failIfNoSpecifiedTests=false \
///   -Dquorate.measure=true -Dquorate.process.jvm=default
/// ```
///
/// One client writes as fast as it is let, and turns to another replica when one fails it.
@EnabledIfSystemProperty(named = "quorate.measure", matches = "true")
class FailoverGapIT {

  private static final int TIMES = Integer.getInteger("quorate.kills", 20);

  @Test
  void measure() {
    try (var cluster = ProcessCluster.startThree("failover-gap");
        var kv = new KvHttp(Duration.ofSeconds(5));
        var workers = new Workers()) {
      var writer = new SteadyWriter("gap", cluster.replicas(), kv, workers::goOn);
      workers.start(writer);
      var kills = new Failovers(cluster, writer);
      kills.awaitWrite();
      for (int i = 0; i < TIMES; i++) {
        kills.kill();
      }
      System.out.println(kills.summary("SIGKILL of the leader"));
      var stops = new Failovers(cluster, writer);
      for (int i = 0; i < TIMES; i++) {
        stops.terminate();
      }
      System.out.println(stops.summary("SIGTERM of the leader"));
      workers.stop();
      cluster.replicas().forEach(writer::checkAt);
    }
  }
}
