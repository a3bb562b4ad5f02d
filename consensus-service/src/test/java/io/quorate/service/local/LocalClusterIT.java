package io.quorate.service.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What `./mvnw spring-boot:run` starts, on ports of its own.
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class LocalClusterIT {
  private static final int FIRST_PORT = 18_081;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path directory;

  @Test
  void threeReplicasStartServeStopAndFindTheirDataAgain() throws Exception {
    try (Running cluster = Running.start(directory)) {
      cluster.awaitLine("Three replicas agree");
      assertThat(put(0, "greeting", "hello").statusCode()).isEqualTo(201);
      assertThat(get(1, "greeting").body()).isEqualTo("hello");
      assertThat(cluster.stop()).as("processes that outlive it").isEmpty();
    }
    try (Running again = Running.start(directory)) {
      again.awaitLine("Three replicas agree");
      assertThat(get(2, "greeting").body()).isEqualTo("hello");
      assertThat(put(2, "greeting", "once more").statusCode()).isEqualTo(200);
      assertOneThatIsKilledCanBeStartedAgain(again);
    }
    assertRefused(FIRST_PORT + 10, "voters a=http://127.0.0.1:18081,b=", "on those ports", "move");
  }

  @Test
  void aPortInUseIsOneClearMessage() throws Exception {
    try (var taken = new ServerSocket(FIRST_PORT + 1, 1, InetAddress.getLoopbackAddress())) {
      assertRefused(FIRST_PORT, "18081 to 18083", "[" + taken.getLocalPort() + "]");
    }
  }

  private static void assertOneThatIsKilledCanBeStartedAgain(Running cluster) throws Exception {
    cluster.process.children().findFirst().orElseThrow().destroyForcibly();
    String word = cluster.awaitLine("Replica ");
    assertThat(word).contains(" was ended by signal 9. ");
    int killed = word.charAt("Replica ".length()) - 'a';
    String command = cluster.awaitLine("  ").strip();
    ProcessBuilder again = new ProcessBuilder(command.split(" ")).redirectErrorStream(true);
    Process replica = again.redirectOutput(Redirect.DISCARD).start();
    try {
      await("it serves again")
          .atMost(Duration.ofMinutes(2))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(get(killed, "greeting").body()).isEqualTo("once more"));
    } finally {
      replica.destroy();
      replica.waitFor();
    }
  }

  private void assertRefused(int firstPort, String... why) throws Exception {
    try (Running cluster = Running.start(directory, firstPort)) {
      assertThat(cluster.process.waitFor()).isEqualTo(1);
      assertThat(cluster.output.lines()).singleElement().asString().contains(why);
    }
  }

  private static HttpResponse<String> put(int replica, String key, String value)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(url(replica, key)).PUT(BodyPublishers.ofString(value));
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(int replica, String key)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(url(replica, key)).header("Accept", "text/plain");
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static URI url(int replica, String key) {
    return URI.create("http://127.0.0.1:" + (FIRST_PORT + replica) + "/v1/kv/" + key);
  }

  /// A cluster in a process of its own.
  private record Running(Process process, BufferedReader output) implements AutoCloseable {

    static Running start(Path directory) throws IOException {
      return start(directory, FIRST_PORT);
    }

    static Running start(Path directory, int firstPort) throws IOException {
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              LocalCluster.class.getName(),
              Integer.toString(firstPort));
      builder.environment().put("CLASSPATH", productClassPath());
      Process process = builder.directory(directory.toFile()).redirectErrorStream(true).start();
      return new Running(process, process.inputReader(UTF_8));
    }

    /// What the product runs on: nothing of the tests.
    private static String productClassPath() {
      return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
          .filter(entry -> !entry.endsWith("test-classes"))
          .collect(Collectors.joining(File.pathSeparator));
    }

    String awaitLine(String start) throws IOException {
      List<String> seen = new ArrayList<>();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        seen.add(line);
        if (line.startsWith(start)) {
          return line;
        }
      }
      throw new AssertionError("It ended before it said '" + start + "': " + seen);
    }

    /// Stops it as a person would, and tells which of its processes are still there.
    List<ProcessHandle> stop() throws InterruptedException {
      List<ProcessHandle> replicas = process.children().toList();
      assertThat(replicas).hasSize(3);
      process.destroy();
      process.waitFor();
      return replicas.stream().filter(ProcessHandle::isAlive).toList();
    }

    @Override
    public void close() {
      process.destroy();
      process.onExit().join();
    }
  }
}
