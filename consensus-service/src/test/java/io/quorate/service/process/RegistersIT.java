package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Registers of real processes: no member is missed, neither one that stands still nor the leader
/// of the log, and what clients see are atomic registers.
class RegistersIT {
  private static final int STOPS = Integer.getInteger("quorate.stops", 5);
  private static final int KILLS = Integer.getInteger("quorate.kills", 3);
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration STRETCH = Duration.ofMillis(1_500);
  private static final Duration PAUSE = Duration.ofMillis(100);

  /// Operations under the same load just before something happens to a member, and from then on.
  private record Round(Latencies before, Latencies after) {}

  @Test
  void theyGoOnWithoutAStoppedMemberAndWithoutTheLeader() {
    try (var cluster = ProcessCluster.startThree("registers");
        var load = new RegisterLoad(2)) {
      Workers warmUp = load.start(cluster.replicas(), 2);
      LockSupport.parkNanos(WARM_UP.toNanos());
      warmUp.stop();

      List<Round> stops = new ArrayList<>();
      for (int i = 0; i < STOPS; i++) {
        ReplicaProcess stopped = cluster.replicas().get(i % 3);
        stops.add(round(cluster, load, stopped, stopped::pause));
        stopped.resume();
        cluster.awaitAllJoined();
      }
      List<Round> kills = new ArrayList<>();
      for (int i = 0; i < KILLS; i++) {
        ReplicaProcess leader = cluster.awaitLeader();
        kills.add(round(cluster, load, leader, leader::kill));
        leader.start();
        cluster.awaitAllJoined();
      }
      report("SIGSTOP of a member", stops);
      report("SIGKILL of the log's leader", kills);
      load.check();
    }
  }

  /// Clients at the others work all the time; half-way something happens to this member.
  private static Round round(
      ProcessCluster cluster, RegisterLoad load, ReplicaProcess victim, Runnable fault) {
    Workers clients = load.start(cluster.others(victim), 2);
    long start = System.nanoTime();
    LockSupport.parkNanos(STRETCH.toNanos());
    long half = System.nanoTime();
    fault.run();
    LockSupport.parkNanos(STRETCH.toNanos());
    clients.stop();
    return new Round(load.between(start, half), load.between(half, System.nanoTime()));
  }

  /// A busy machine makes any operation slow, sometimes. Registers that missed a member would wait
  /// for it each time: so each fault is measured against the time just before it, and what is
  /// required is required of the best of them. The figures are for people to judge.
  private static void report(String fault, List<Round> rounds) {
    List<Latencies> before = rounds.stream().map(Round::before).toList();
    List<Latencies> after = rounds.stream().map(Round::after).toList();
    Duration slowestBefore = medianOfSlowest(before);
    Duration slowestAfter = medianOfSlowest(after);
    System.out.printf("registers, undisturbed: %s%n", Latencies.all(before));
    System.out.printf("registers, %d x %s: %s%n", rounds.size(), fault, Latencies.all(after));
    System.out.printf(
        "registers, the slowest operation, median of %d: undisturbed %d ms, with %s %d ms%n",
        rounds.size(), slowestBefore.toMillis(), fault, slowestAfter.toMillis());
    assertThat(rounds)
        .as("rounds without a pause of %s beyond the slowest undisturbed operation", PAUSE)
        .anyMatch(round -> round.after().max().minus(round.before().max()).compareTo(PAUSE) < 0);
  }

  private static Duration medianOfSlowest(List<Latencies> rounds) {
    return Latencies.of(rounds.stream().map(Latencies::max).toList()).quantile(0.5);
  }
}
