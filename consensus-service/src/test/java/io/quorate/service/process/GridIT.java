package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.testkit.history.KvCall;
import io.quorate.testkit.history.RegisterModel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Six real replicas in two rows of three: a read asks one whole row, a write one member of each
/// row, for the log and for registers alike.
class GridIT {
  private static final long SEED = Long.getLong("quorate.seed", 20_261_125L);
  private static final List<List<String>> ROWS =
      List.of(List.of("a", "b", "c"), List.of("d", "e", "f"));
  private static final Duration STRETCH = Duration.ofMillis(1_500);

  @Test
  void oneRowMayLoseTwoAndThenTheOtherNone() {
    System.out.println("seed " + SEED + ", set another by -Dquorate.seed=...");
    try (var cluster =
            ProcessCluster.start(
                "grid",
                List.of("a", "b", "c", "d", "e", "f"),
                List.of("--quorate.quorum=grid(a b c; d e f)"));
        var registers = new RegisterLoad(2);
        var kv = new KvHttp(Duration.ofSeconds(3));
        var load = Load.start(cluster, 3, SEED)) {
      ReplicaProcess leader = cluster.awaitLeader();
      List<ReplicaProcess> row = rowOf(cluster, leader);
      List<ReplicaProcess> other =
          cluster.replicas().stream().filter(one -> !row.contains(one)).toList();

      underLoad(registers, cluster.others(leader), leader::kill);
      awaitWritten(cluster, kv, other.getFirst(), "without the leader");

      ReplicaProcess second = row.stream().filter(one -> !one.equals(leader)).findFirst().get();
      underLoad(registers, other, second::kill);
      awaitWritten(cluster, kv, other.getFirst(), "with one left in a row");
      load.check();

      ReplicaProcess third = other.getLast();
      third.kill();
      assertNothingGoes(kv, other.getFirst());

      List.of(leader, second, third).forEach(ReplicaProcess::start);
      cluster.awaitAllJoined();
      underLoad(registers, cluster.replicas(), () -> {});
      awaitWritten(cluster, kv, leader, "all again");
      load.stopAndCheck();
      registers.check();
    }
  }

  private static List<ReplicaProcess> rowOf(ProcessCluster cluster, ReplicaProcess member) {
    return ROWS.stream()
        .filter(row -> row.contains(member.id()))
        .flatMap(List::stream)
        .map(cluster::replica)
        .toList();
  }

  /// Clients use registers at these replicas before and after it happens.
  private static void underLoad(
      RegisterLoad registers, List<ReplicaProcess> replicas, Runnable happens) {
    Workers clients = registers.start(replicas, 1);
    LockSupport.parkNanos(STRETCH.toNanos());
    happens.run();
    LockSupport.parkNanos(STRETCH.toNanos());
    clients.stop();
  }

  /// The log goes on, once it has a leader.
  private static void awaitWritten(
      ProcessCluster cluster, KvHttp kv, ReplicaProcess at, String when) {
    long deadline = System.nanoTime() + ProcessCluster.PATIENCE.toNanos();
    Attempt attempt;
    do {
      attempt =
          kv.attempt(at.url(), new KvCall.Put("grid", when), Optional.of(when.replace(" ", "-")));
    } while (!(attempt instanceof Attempt.Answered) && System.nanoTime() < deadline);
    assertThat(attempt).as(cluster::lastOutputs).isInstanceOf(Attempt.Answered.class);
  }

  /// No row is whole any more: nobody can find out what is newest.
  private static void assertNothingGoes(KvHttp kv, ReplicaProcess at) {
    try (var registers = new RegisterHttp(Duration.ofSeconds(1))) {
      assertThat(registers.attempt(at.url(), "alone", new RegisterModel.Write<>("v")))
          .isInstanceOf(RegisterHttp.End.Refused.class);
      assertThat(registers.attempt(at.url(), "alone", new RegisterModel.Read<>()))
          .isInstanceOf(RegisterHttp.End.Refused.class);
    }
    assertThat(kv.attempt(at.url(), new KvCall.Get("grid"), Optional.empty()))
        .isInstanceOf(Attempt.Refused.class);
  }
}
