package io.quorate.testkit.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// TLC finds no error in the specification, finds every seeded fault, and the record in
/// docs/spec/README.md is what it says.
class SpecTest {
  private static final Pattern DISTINCT = Pattern.compile("(\\d+) distinct states found, 0 states");
  private static final Pattern EXPECTED = Pattern.compile("Must end with: (.*)");

  @ParameterizedTest
  @MethodSource("sound")
  void holdsI1ToI5AndI8InTheRecordedNumberOfStates(String configuration) throws Exception {
    String output = Tlc.check("MultiPaxos.tla", configuration);

    assertThat(output).contains("No error has been found").endsWith("exit status 0");
    assertThat(match(DISTINCT, output)).isEqualTo(recorded(configuration));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void findsTheSeededFault(String configuration) throws Exception {
    String expected = match(EXPECTED, Files.readString(Tlc.SPEC.resolve(configuration)));

    assertThat(Tlc.check("MultiPaxosMutants.tla", configuration))
        .containsPattern(expected)
        .doesNotContain("No error has been found");
  }

  @Test
  void hasAMutantForEachWayToBreakIt() throws IOException {
    assertThat(mutants()).hasSizeGreaterThanOrEqualTo(9);
  }

  static List<String> sound() throws IOException {
    return configurations(Tlc.SPEC);
  }

  static List<String> mutants() throws IOException {
    return configurations(Tlc.SPEC.resolve("mutants"));
  }

  private static List<String> configurations(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".cfg"))
          .map(file -> Tlc.SPEC.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /// The distinct states in the README's row for this configuration.
  private static String recorded(String configuration) throws IOException {
    Pattern row =
        Pattern.compile("\\| `" + Pattern.quote(configuration) + "` \\|.*\\| ([\\d,]+) \\|");
    return match(row, Files.readString(Tlc.SPEC.resolve("README.md"))).replace(",", "");
  }

  private static String match(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in:%n%s", pattern, text).isTrue();
    return matcher.group(1);
  }
}
