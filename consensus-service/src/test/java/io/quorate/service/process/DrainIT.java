package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quorate.testkit.history.KvCall;
import io.quorate.testkit.history.RegisterModel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// SIGTERM: leadership is handed over, requests under way are answered, and the process ends.
class DrainIT {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Test
  void aReplicaThatIsAskedToStopAnswersWhatItTookOn() {
    try (var cluster = ProcessCluster.startThree("drain");
        var kv = new KvHttp(Duration.ofSeconds(5));
        var registers = new RegisterHttp(Duration.ofSeconds(5));
        var workers = new Workers()) {
      ReplicaProcess leader = cluster.awaitLeader();
      var answered = new AtomicInteger();
      var answeredOfRegisters = new AtomicInteger();
      for (int i = 0; i < 12; i++) {
        String name = "drain/" + i;
        workers.start(() -> writeUntilRefused(kv, leader, name, answered));
        workers.start(() -> useUntilRefused(registers, leader, name, answeredOfRegisters));
      }
      await().atMost(LIMIT).until(() -> answered.get() > 200 && answeredOfRegisters.get() > 200);
      leader.terminate();
      int exit = leader.awaitExit(LIMIT);
      workers.stop();
      assertThat(exit).as("exit code of %s", leader.lastOutput()).isIn(0, 143);
      assertThat(leader.readOutput()).doesNotContain("ERROR");
      assertThat(cluster.awaitLeader()).isNotEqualTo(leader);
    }
  }

  /// Until the replica takes no more connections, or says that it is not there for this any more.
  private static void writeUntilRefused(
      KvHttp kv, ReplicaProcess replica, String key, AtomicInteger answered) {
    while (true) {
      switch (kv.attempt(replica.url(), new KvCall.Put(key, "v"), Optional.empty())) {
        case Attempt.Answered _ -> answered.incrementAndGet();
        case Attempt.Refused _ -> {
          return;
        }
        case Attempt.Unclear unclear ->
            throw new AssertionError("a request was left without an answer: " + unclear);
      }
    }
  }

  private static void useUntilRefused(
      RegisterHttp registers, ReplicaProcess replica, String key, AtomicInteger answered) {
    for (int turn = 0; true; turn++) {
      RegisterModel.Call<String> call =
          turn % 2 == 0 ? new RegisterModel.Write<>("v" + turn) : new RegisterModel.Read<>();
      switch (registers.attempt(replica.url(), key, call)) {
        case RegisterHttp.End.Answered _ -> answered.incrementAndGet();
        case RegisterHttp.End.Refused _ -> {
          return;
        }
        case RegisterHttp.End.Unclear unclear ->
            throw new AssertionError("a request was left without an answer: " + unclear);
      }
    }
  }
}
