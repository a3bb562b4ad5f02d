package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The scripts of `docs/recipes`, as a reader would run them, against three real replicas. Each
/// checks itself what it claims.
class RecipesIT {
  private static final Path RECIPES = Path.of("..", "docs", "recipes").toAbsolutePath();

  private static ProcessCluster cluster;

  @BeforeAll
  static void start() throws IOException {
    cluster = ProcessCluster.startThree("recipes");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  static List<Path> recipes() throws IOException {
    try (Stream<Path> files = Files.list(RECIPES)) {
      return files.filter(file -> file.toString().endsWith(".sh")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void doesWhatItSays(Path recipe) throws Exception {
    ProcessBuilder bash = new ProcessBuilder("bash", recipe.toString()).redirectErrorStream(true);
    bash.environment()
        .put(
            "QUORATE",
            cluster.replicas().stream()
                .map(replica -> replica.url().toString().replaceAll("/$", ""))
                .collect(Collectors.joining(" ")));
    Process run = bash.start();
    run.getOutputStream().close();
    String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(run.waitFor(ProcessCluster.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    System.out.printf("%s:%n%s", recipe.getFileName(), said);
    assertThat(run.exitValue()).as("%s says:%n%s", recipe.getFileName(), said).isZero();
    assertThat(said).isNotBlank();
  }
}
