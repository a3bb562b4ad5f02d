package io.quorate.testkit.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tlc2.TLC;

/// Runs the TLC model checker over docs/spec, in a JVM of its own because TLC exits when it is done
/// and keeps its state in statics.
final class Tlc {
  static final Path SPEC = Path.of("..", "docs", "spec").toAbsolutePath().normalize();

  private Tlc() {}

  /// Checks a module of docs/spec and returns what TLC prints.
  ///
  /// @param module the file of the module, for example `MultiPaxos.tla`
  /// @param configuration the configuration file, relative to docs/spec
  static String check(String module, String configuration)
      throws IOException, InterruptedException {
    Path work = Files.createDirectories(Path.of("target", "tlc").toAbsolutePath());
    Path run = Files.createTempDirectory(work, "run");
    Path output = run.resolve("output.txt");
    int exit =
        new ProcessBuilder(command(module, configuration, run))
            .directory(SPEC.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    return Files.readString(output) + "exit status " + exit;
  }

  private static List<String> command(String module, String configuration, Path run) {
    return List.of(
        ProcessHandle.current().info().command().orElseThrow(),
        "-XX:+UseParallelGC",
        "-Xmx1g",
        "-Djava.io.tmpdir=" + run,
        "-cp",
        Path.of(TLC.class.getProtectionDomain().getCodeSource().getLocation().getPath()).toString(),
        TLC.class.getName(),
        "-workers",
        "2",
        "-metadir",
        run.resolve("states").toString(),
        "-config",
        configuration,
        module);
  }
}
