package io.quorate.service.local;

import io.quorate.service.config.Peers;
import io.quorate.service.storage.StoredVoters;
import io.quorate.service.storage.UnusableStore;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Three replicas on this machine, each in a JVM of its own, with its store under `data/<id>` of
/// the working directory. They listen to this machine only.
public final class LocalCluster {
  private static final int FIRST_PORT = 8081;
  private static final List<String> IDS = List.of("a", "b", "c");
  private static final String HOST = "127.0.0.1";

  /// From here on an exit code is that of a signal.
  private static final int SIGNALS = 128;

  private static final Duration STOP = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final Path directory;
  private final int firstPort;
  private final PrintStream out;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private final List<ChildProcess> replicas = new ArrayList<>();
  private volatile boolean stopping;

  private LocalCluster(Path directory, int firstPort, PrintStream out) {
    this.directory = directory;
    this.firstPort = firstPort;
    this.out = out;
  }

  /// Starts the replicas and returns once all of them have ended.
  ///
  /// @param args nothing, or the first of three ports in a row; default 8081
  public static void main(String[] args) throws InterruptedException {
    int firstPort = args.length == 0 ? FIRST_PORT : Integer.parseInt(args[0]);
    LocalCluster cluster = new LocalCluster(Path.of("").toAbsolutePath(), firstPort, System.out);
    cluster
        .obstacle()
        .ifPresent(why -> {
          System.err.println(why);
          System.exit(1);
        });
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::stop, "stop"));
    cluster.start();
    cluster.invite();
    cluster.await();
  }

  /// Why the replicas can not start, or could but would never meet.
  private Optional<String> obstacle() {
    List<Integer> taken = portsInUse();
    if (!taken.isEmpty()) {
      return Optional.of(
          "Quorate needs the ports %d to %d, but in use: %s. Is a cluster running already?"
              .formatted(firstPort, firstPort + IDS.size() - 1, taken));
    }
    try {
      return IDS.stream()
          .flatMap(id -> StoredVoters.in(data().resolve(id)).stream())
          .filter(stored -> !stored.equals(Peers.of(peers())))
          .findFirst()
          .map(this::otherVoters);
    } catch (UnusableStore unusable) {
      return Optional.of(
          "Quorate can not start on %s: %s.".formatted(data(), unusable.getMessage()));
    }
  }

  private String otherVoters(Peers stored) {
    return "Quorate can not start on ports %d to %d: the cluster in %s has the voters %s, and keeps the addresses of its first start. Start it on those ports (-Dspring-boot.run.arguments=<first port>), or move that directory away to begin a new cluster."
        .formatted(firstPort, firstPort + IDS.size() - 1, data(), stored);
  }

  private Path data() {
    return directory.resolve("data");
  }

  private List<Integer> portsInUse() {
    return IntStream.range(firstPort, firstPort + IDS.size())
        .filter(port -> !isFree(port))
        .boxed()
        .toList();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException inUse) {
      return false;
    }
  }

  private String peers() {
    return IntStream.range(0, IDS.size())
        .mapToObj(i -> IDS.get(i) + "=" + url(i))
        .collect(Collectors.joining(","));
  }

  private void start() {
    for (int i = 0; i < IDS.size(); i++) {
      List<String> arguments =
          List.of(
              "--quorate.replica-id=" + IDS.get(i),
              "--quorate.peers=" + peers(),
              "--quorate.data-dir=" + data().resolve(IDS.get(i)),
              "--server.address=" + HOST,
              "--server.port=" + (firstPort + i),
              "--logging.level.root=warn",
              "--logging.level.io.quorate=info");
      replicas.add(ChildProcess.start(IDS.get(i), arguments, directory, out));
    }
    replicas.forEach(replica -> Thread.ofVirtual().start(() -> mourn(replica)));
  }

  private String url(int replica) {
    return "http://" + HOST + ":" + (firstPort + replica);
  }

  /// Says so when a replica ends by itself, and how to have it back; the others go on.
  private void mourn(ChildProcess replica) {
    try {
      int code = replica.await();
      if (!stopping) {
        out.printf(
            """

            Replica %s %s. To start it again, in another terminal:

              %s

            """,
            replica, ending(code), replica.startAgain(data().resolve(replica + ".args")));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static String ending(int code) {
    return code > SIGNALS
        ? "was ended by signal " + (code - SIGNALS)
        : "has ended with exit code " + code;
  }

  /// Waits until the replicas serve, and says what to try.
  private void invite() throws InterruptedException {
    out.println("Starting three replicas on this machine; the first time takes a while.");
    while (!isServing()) {
      if (stopping || replicas.stream().noneMatch(ChildProcess::isAlive)) {
        return;
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
    out.printf(
        """

        Three replicas agree. Write to one, read from another, see who leads:

          curl -X PUT -d 'hello' %s/v1/kv/greeting
          curl %s/v1/kv/greeting
          curl %s/v1/cluster

        They keep what they store in %s. Ctrl-C stops them.

        """,
        url(0), url(1), url(2), data());
  }

  private boolean isServing() throws InterruptedException {
    for (int i = 0; i < IDS.size(); i++) {
      // A read of a key that is not there is an answer too: it takes a leader with a quorum.
      if (status(url(i) + "/actuator/health/readiness") != 200
          || status(url(i) + "/v1/kv/greeting") >= 500) {
        return false;
      }
    }
    return true;
  }

  private int status(String url) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(6)).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException notYet) {
      return 503;
    }
  }

  private void await() throws InterruptedException {
    for (ChildProcess replica : replicas) {
      replica.await();
    }
  }

  private void stop() {
    stopping = true;
    replicas.forEach(ChildProcess::stop);
    try {
      for (ChildProcess replica : replicas) {
        replica.awaitOrKill(STOP);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
