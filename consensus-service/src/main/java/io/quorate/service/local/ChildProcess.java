package io.quorate.service.local;

import io.quorate.service.ConsensusServiceApplication;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One replica in a JVM of its own, its output shown with its name in front.
final class ChildProcess {
  private static final List<String> JVM_OPTIONS =
      List.of("-Xmx256m", "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED");

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final String name;
  private final List<String> arguments;
  private final Process process;
  private final Thread relay;

  private ChildProcess(String name, List<String> arguments, Process process, Thread relay) {
    this.name = name;
    this.arguments = arguments;
    this.process = process;
    this.relay = relay;
  }

  /// Starts a replica with the Java and the classes of this JVM.
  ///
  /// @param directory its working directory
  /// @param out where its output goes, and word of its end
  static ChildProcess start(String name, List<String> arguments, Path directory, PrintStream out) {
    List<String> command = new ArrayList<>();
    command.add(JAVA);
    command.addAll(JVM_OPTIONS);
    command.add(LocalReplica.class.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    // Too long for a command line, here and there.
    builder.environment().put("CLASSPATH", classPath());
    try {
      Process process = builder.start();
      Thread relay = Thread.ofVirtual().start(() -> relay(name, process, out));
      return new ChildProcess(name, arguments, process, relay);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start replica " + name, e);
    }
  }

  private static String classPath() {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }

  private static void relay(String name, Process process, PrintStream out) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(line -> out.println("[" + name + "] " + line));
    } catch (IOException | UncheckedIOException closed) {
      // It has ended.
    }
  }

  /// Tells the command that starts this replica once more, on its own, and writes what is too long
  /// for it into a file.
  String startAgain(Path file) throws IOException {
    List<String> words = new ArrayList<>(JVM_OPTIONS);
    words.addAll(List.of("-cp", classPath(), ConsensusServiceApplication.class.getName()));
    words.addAll(arguments);
    Files.write(file, words.stream().map(ChildProcess::quoted).toList());
    return JAVA + " @" + file;
  }

  private static String quoted(String word) {
    return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Waits until it has ended and all of its output is shown, and tells its exit code.
  int await() throws InterruptedException {
    int code = process.waitFor();
    relay.join();
    return code;
  }

  /// Asks it to end.
  void stop() {
    process.destroy();
  }

  /// Waits for it to end, and then no longer.
  void awaitOrKill(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
    relay.join(patience);
  }

  @Override
  public String toString() {
    return name;
  }
}
