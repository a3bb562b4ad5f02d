package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One replica: a JVM of its own that runs the jar, and the faults that may befall it.
///
/// Not safe for use by several threads at once, but for [#isAlive] and [#url].
final class ReplicaProcess {

  private final String id;
  private final int port;
  private final Path home;
  private final List<String> arguments;
  private Optional<String> peers;
  private volatile @Nullable Process process;
  private int starts;

  /// A replica that does not run yet.
  ///
  /// @param peers the value of `quorate.peers`
  /// @param home the directory for its data and its output
  /// @param arguments further ones, such as those that name its database
  ReplicaProcess(String id, int port, String peers, Path home, List<String> arguments) {
    this.id = id;
    this.port = port;
    this.peers = Optional.of(peers);
    this.home = home;
    this.arguments = arguments;
  }

  /// Another process under the same id, with the same store.
  ReplicaProcess twin(int otherPort) {
    return new ReplicaProcess(id, otherPort, peers.orElseThrow(), home.resolve("twin"), arguments);
  }

  String id() {
    return id;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  Path dataDir() {
    return home.resolve(id);
  }

  /// The value of `quorate.peers` from the next start on; empty: not set.
  void setPeers(Optional<String> next) {
    peers = next;
  }

  /// Starts a new process over the data that is there.
  void start() {
    assertThat(isAlive()).as("replica %s runs already", id).isFalse();
    starts++;
    ProcessBuilder builder = new ProcessBuilder(command());
    builder.redirectErrorStream(true).redirectOutput(Redirect.to(output().toFile()));
    try {
      Files.createDirectories(home);
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// SIGKILL; returns once the process is gone.
  void kill() {
    if (isAlive()) {
      running().destroyForcibly();
      awaitExit(Duration.ofSeconds(10));
    }
  }

  /// SIGTERM, without waiting.
  void terminate() {
    running().destroy();
  }

  /// SIGSTOP: the process is there, its connections too, but it does nothing.
  void pause() {
    signal("STOP");
  }

  /// SIGCONT: it goes on as if no time had passed.
  void resume() {
    signal("CONT");
  }

  /// Waits for the process to end by itself.
  ///
  /// @return its exit code; 128 + n when signal n ended it
  int awaitExit(Duration limit) {
    try {
      boolean ended = running().waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(ended).as("replica %s still runs after %s\n%s", id, limit, lastOutput()).isTrue();
      return running().exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  boolean isAlive() {
    Process current = process;
    return current != null && current.isAlive();
  }

  /// What the present or last process wrote to its standard output and error.
  String readOutput() {
    try {
      return Files.exists(output()) ? Files.readString(output()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The end of it, for failure messages.
  String lastOutput() {
    List<String> lines = readOutput().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }

  private Path output() {
    return home.resolve(id + "-" + starts + ".log");
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(Launch.command());
    command.add("--quorate.replica-id=" + id);
    peers.ifPresent(value -> command.add("--quorate.peers=" + value));
    command.add("--quorate.data-dir=" + dataDir());
    command.add("--server.port=" + port);
    command.addAll(arguments);
    return command;
  }

  private void signal(String name) {
    try {
      List<String> kill = List.of("kill", "-" + name, String.valueOf(running().pid()));
      int exit = new ProcessBuilder(kill).inheritIO().start().waitFor();
      assertThat(exit).as("exit code of %s", kill).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Process running() {
    Process current = process;
    if (current == null) {
      throw new IllegalStateException("replica " + id + " was never started");
    }
    return current;
  }

  @Override
  public String toString() {
    return id;
  }
}
