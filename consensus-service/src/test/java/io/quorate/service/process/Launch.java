package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How a replica is started: JVM, JVM options, jar.
///
/// With `-Dquorate.process.jvm=...` the jar itself runs, with these options (`default` for none).
/// Without, replicas start in a third of the time, because these tests start dozens of them: the
/// jar runs unpacked, as it does in a container image, with a small heap, the quick compiler only,
/// and what a first start has taught the JVM. Room for classes and code is given at once: each time
/// the JVM finds that it needs more it collects the whole heap first, and stands still.
final class Launch {

  private static final Path JAR = Path.of("target", "consensus-service.jar").toAbsolutePath();
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final Path HOME = Path.of("target", "processes", "launch").toAbsolutePath();
  private static final Path APP = HOME.resolve("app");
  private static final Path UNPACKED = APP.resolve(JAR.getFileName());
  private static final Path CACHE = HOME.resolve("cache.aot");
  private static final List<String> QUICK =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:MetaspaceSize=160m",
          "-XX:ReservedCodeCacheSize=240m");

  private Launch() {}

  /// The command up to the application's own arguments.
  static List<String> command() {
    assertThat(JAR).as("the jar, as ./mvnw package leaves it").exists();
    String options = System.getProperty("quorate.process.jvm", "");
    List<String> command = new ArrayList<>(List.of(JAVA.toString()));
    if (options.isEmpty()) {
      prepare();
      command.addAll(QUICK);
      command.addAll(List.of("-XX:AOTCache=" + CACHE, "-jar", UNPACKED.toString()));
      return command;
    }
    command.addAll(options.equals("default") ? List.of() : List.of(options.split(" ")));
    command.addAll(List.of("-jar", JAR.toString()));
    return command;
  }

  /// Unpacks the jar and lets a replica of a cluster of its own start once, unless that was done
  /// since the jar was built.
  private static synchronized void prepare() {
    try {
      if (Files.exists(CACHE) && modified(CACHE) > modified(JAR)) {
        return;
      }
      ProcessCluster.delete(HOME);
      Files.createDirectories(HOME);
      run("-Djarmode=tools", "-jar", JAR.toString(), "extract", "--destination", APP.toString());
      List<String> first = new ArrayList<>(QUICK);
      first.add("-XX:AOTCacheOutput=" + CACHE);
      first.add("-Dspring.context.exit=onRefresh");
      first.addAll(List.of("-jar", UNPACKED.toString(), "--server.port=0"));
      first.add("--quorate.replica-id=a");
      first.add("--quorate.peers=a=http://127.0.0.1:1");
      first.add("--quorate.data-dir=" + HOME.resolve("a"));
      run(first.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long modified(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toMillis();
  }

  private static void run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA.toString()));
    command.addAll(List.of(arguments));
    Path output = HOME.resolve("output.log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(output.toFile()))
            .start();
    try {
      boolean ended = process.waitFor(ProcessCluster.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(ended && process.exitValue() == 0)
          .as(() -> command + " does not end well:\n" + read(output))
          .isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
