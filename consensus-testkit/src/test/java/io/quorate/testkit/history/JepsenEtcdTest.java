package io.quorate.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Gives the known verdict on every history that Jepsen recorded from an etcd of 2014.
///
/// The histories are not part of this project. They are looked for in `shared/data/jepsen-etcd`
/// under the working directory and each directory above it, or where the system property
/// `quorate.jepsen.dir` says.
class JepsenEtcdTest {

  @Test
  void givesEveryKnownVerdict() throws IOException {
    Optional<Path> directory = directory();
    assumeTrue(
        directory.isPresent(),
        "SKIPPED: no shared/data/jepsen-etcd in this or any directory above;"
            + " point -Dquorate.jepsen.dir at the histories to run this test");
    Map<String, Boolean> expected = verdicts(directory.orElseThrow());
    Map<String, Boolean> actual = new TreeMap<>();
    for (String log : expected.keySet()) {
      actual.put(log, isLinearizable(directory.orElseThrow().resolve(log)));
    }
    System.out.printf("Jepsen etcd: %d histories checked%n", actual.size());
    assertThat(actual).isNotEmpty().isEqualTo(expected);
  }

  private static boolean isLinearizable(Path log) throws IOException {
    var verdict =
        new LinearizabilityChecker<>(new RegisterModel<Integer>()).check(JepsenLog.parse(log));
    return switch (verdict) {
      case Verdict.Linearizable<?, ?> _ -> true;
      case Verdict.NotLinearizable<?, ?> _ -> false;
      case Verdict.Undecided<?, ?> undecided ->
          throw new AssertionError(log + ": " + undecided.message());
    };
  }

  private static Map<String, Boolean> verdicts(Path directory) throws IOException {
    Map<String, Boolean> verdicts = new TreeMap<>();
    for (String line : Files.readAllLines(directory.resolve("verdicts.txt"))) {
      String[] words = line.strip().split("\\s+", 2);
      verdicts.put(words[0], Boolean.valueOf(words[1]));
    }
    return verdicts;
  }

  private static Optional<Path> directory() {
    String given = System.getProperty("quorate.jepsen.dir");
    if (given != null) {
      return Optional.of(Path.of(given));
    }
    return Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
        .map(at -> at.resolve("shared/data/jepsen-etcd"))
        .filter(Files::isDirectory)
        .findFirst();
  }
}
