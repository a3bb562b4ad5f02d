package io.quorate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The house rules hold in the main and test sources of every module.
class StyleTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<Path> SOURCES = sources();

  @Test
  void filesAndMethodsAreShortNamesSayARoleAndNoTestIsDisabled() {
    assertThat(
            SOURCES.stream().flatMap(file -> StyleRules.brokenBy(name(file), read(file)).stream()))
        .isEmpty();
  }

  @Test
  void theRulesReadMainAndTestSourcesOfAllModules() {
    assertThat(SOURCES.stream().map(StyleTest::name))
        .anyMatch(name -> name.startsWith("consensus-core/src/main/"))
        .anyMatch(name -> name.startsWith("consensus-service/src/test/"));
  }

  @Test
  void everyPackageIsNullMarkedAndSaysWhatItIs() {
    assertThat(SOURCES.stream().map(Path::getParent).distinct().filter(p -> !isIntroduced(p)))
        .as("packages without a package-info.java with @NullMarked and a /// sentence")
        .isEmpty();
  }

  @Test
  void aLongMethodIsFound() {
    assertThat(StyleRules.brokenBy("A.java", method(StyleRules.LINES_PER_METHOD))).isEmpty();
    assertThat(StyleRules.brokenBy("A.java", method(StyleRules.LINES_PER_METHOD + 1)))
        .containsExactly("A.java: f has 41 lines, at most 40");
  }

  @Test
  void aLongFileIsFound() {
    var longest = "class A {}\n" + "\n".repeat(StyleRules.LINES_PER_FILE - 1);
    assertThat(StyleRules.brokenBy("A.java", longest)).isEmpty();
    assertThat(StyleRules.brokenBy("A.java", longest + "\n"))
        .containsExactly("A.java: 301 lines, at most 300");
  }

  @Test
  void anEmptyNameIsFound() {
    assertThat(StyleRules.brokenBy("A.java", "class A { record StoreManager() {} enum BUtils {} }"))
        .containsExactly(
            "A.java: StoreManager says nothing of its role",
            "A.java: BUtils says nothing of its role");
  }

  @Test
  void aDisabledTestIsFound() {
    assertThat(StyleRules.brokenBy("A.java", "class A { @Disabled(\"flaky\") void f() {} }"))
        .containsExactly("A.java: @Disabled(\"flaky\"), but a test either holds or goes");
  }

  private static String method(int bodyLines) {
    return "class A {\n  @Anything\n  void f() {" + "\n".repeat(bodyLines - 1) + "}\n}\n";
  }

  /// A test of a package that main sources introduce needs no introduction of its own.
  private static boolean isIntroduced(Path directory) {
    var inMain = directory.toString().replace("/src/test/", "/src/main/");
    return Stream.of(directory, Path.of(inMain))
        .map(d -> d.resolve("package-info.java"))
        .filter(Files::exists)
        .map(StyleTest::read)
        .anyMatch(text -> text.startsWith("/// ") && text.contains("\n@NullMarked\n"));
  }

  private static List<Path> sources() {
    try (var modules = Files.list(ROOT)) {
      return modules
          .map(m -> m.resolve("src"))
          .filter(Files::isDirectory)
          .flatMap(StyleTest::javaFiles)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> javaFiles(Path directory) {
    try (var files = Files.walk(directory)) {
      return files.filter(f -> f.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return ROOT.relativize(file).toString();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
