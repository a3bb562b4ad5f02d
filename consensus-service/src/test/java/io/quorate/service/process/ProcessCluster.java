package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Stream;

/// Replicas on this machine, on fresh disks. Closing it, or the end of this JVM, kills them all.
final class ProcessCluster implements AutoCloseable {

  /// How long anything may take that must come about; generous, because CI machines are slow.
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Path ROOT = Path.of("target", "processes").toAbsolutePath();

  private final List<ReplicaProcess> replicas;
  private final Health health = new Health();
  private final Thread cleanUp = new Thread(this::killAll);

  private ProcessCluster(List<ReplicaProcess> replicas) {
    this.replicas = replicas;
    Runtime.getRuntime().addShutdownHook(cleanUp);
  }

  /// Three replicas, `a`, `b` and `c`; none runs yet.
  ///
  /// @param name the directory below `target/processes` for data and output; emptied first
  static ProcessCluster ofThree(String name) {
    return ofThree(name, _ -> List.of());
  }

  /// Three replicas, each with further arguments.
  ///
  /// @param arguments those of each id
  static ProcessCluster ofThree(String name, Function<String, List<String>> arguments) {
    return of(name, List.of("a", "b", "c"), arguments);
  }

  private static ProcessCluster of(
      String name, List<String> ids, Function<String, List<String>> arguments) {
    Path home = ROOT.resolve(name);
    delete(home);
    List<Integer> ports = freePorts(ids.size());
    List<String> peers = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      peers.add(ids.get(i) + "=http://127.0.0.1:" + ports.get(i));
    }
    List<ReplicaProcess> replicas = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      replicas.add(
          new ReplicaProcess(id, ports.get(i), String.join(",", peers), home, arguments.apply(id)));
    }
    return new ProcessCluster(List.copyOf(replicas));
  }

  /// Three replicas that run and serve.
  static ProcessCluster startThree(String name) {
    return startAll(ofThree(name));
  }

  /// Three replicas that run and serve, each with these further arguments.
  static ProcessCluster startThree(String name, Function<String, List<String>> arguments) {
    return startAll(ofThree(name, arguments));
  }

  /// Replicas of these ids that run and serve, each with these further arguments.
  static ProcessCluster start(String name, List<String> ids, List<String> arguments) {
    return startAll(of(name, ids, _ -> arguments));
  }

  private static ProcessCluster startAll(ProcessCluster cluster) {
    try {
      cluster.replicas.forEach(ReplicaProcess::start);
      cluster.awaitAllJoined();
      return cluster;
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  List<ReplicaProcess> replicas() {
    return replicas;
  }

  ReplicaProcess replica(String id) {
    return replicas.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  /// Another process, on a port of its own, that takes itself for this replica and has its store;
  /// it does not run yet, and whoever asks for it ends it.
  static ReplicaProcess twinOf(ReplicaProcess replica) {
    return replica.twin(freePorts(1).getFirst());
  }

  /// Those that are not the given one.
  List<ReplicaProcess> others(ReplicaProcess replica) {
    return replicas.stream().filter(one -> !one.equals(replica)).toList();
  }

  /// What a replica says of itself; empty when it does not answer.
  Optional<Health.Consensus> health(ReplicaProcess replica) {
    return replica.isAlive() ? health.of(replica.url()) : Optional.empty();
  }

  /// The replica that says that it leads.
  Optional<ReplicaProcess> leader() {
    return replicas.stream()
        .filter(one -> health(one).filter(Health.Consensus::leads).isPresent())
        .findFirst();
  }

  /// Waits until a replica says that it leads.
  ReplicaProcess awaitLeader() {
    await("a leader")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(leader()).as(this::lastOutputs).isPresent());
    return leader().orElseGet(this::awaitLeader);
  }

  /// Waits until a replica answers its readiness probe.
  void awaitReady(ReplicaProcess replica) {
    await("replica " + replica + " is ready")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .failFast(() ->
            assertThat(replica.isAlive())
                .as("%s lives\n%s", replica, replica.lastOutput())
                .isTrue())
        .until(() -> health.isReady(replica.url()));
  }

  /// Whether a load balancer would send requests to a replica.
  boolean isReady(ReplicaProcess replica) {
    return health.isReady(replica.url());
  }

  /// Waits until a replica is ready, votes, and follows or is a leader.
  void awaitJoined(ReplicaProcess replica) {
    awaitReady(replica);
    await("replica " + replica + " joins")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() ->
            assertThat(health(replica).filter(Health.Consensus::isMember))
                .as(this::lastOutputs)
                .isPresent());
  }

  /// Waits until all do.
  void awaitAllJoined() {
    replicas.forEach(this::awaitJoined);
  }

  /// The end of what each replica wrote, for failure messages.
  String lastOutputs() {
    StringBuilder all = new StringBuilder();
    for (ReplicaProcess one : replicas) {
      all.append("---- %s %s: %s%n".formatted(one, one.isAlive() ? "runs" : "ended", health(one)));
      all.append(one.lastOutput()).append('\n');
    }
    return all.toString();
  }

  @Override
  public void close() {
    killAll();
    Runtime.getRuntime().removeShutdownHook(cleanUp);
    health.close();
  }

  private void killAll() {
    replicas.forEach(ReplicaProcess::kill);
  }

  /// Below the range from which systems take ports for outgoing connections: while a replica is
  /// down, no client may sit on its port.
  private static List<Integer> freePorts(int count) {
    return ThreadLocalRandom.current()
        .ints(20_000, 32_000)
        .distinct()
        .filter(ProcessCluster::isFree)
        .limit(count)
        .boxed()
        .toList();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /// Deletes a directory with all in it, if it is there.
  static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
