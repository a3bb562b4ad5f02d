package io.quorate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// A replica that is set up wrongly ends with one clear message.
@ExtendWith(OutputCaptureExtension.class)
class StartTest {
  private static final int LINES = 40;

  @Test
  void anUnknownSettingIsNamedWithTheNearestKnownOne(CapturedOutput output) {
    assertRefused(
        output,
        "quorate.replicaid-id is unknown; is quorate.replica-id meant?",
        "--quorate.replicaid-id=a");
  }

  @Test
  void anUnknownSettingThatIsNearNoneIsNamedWithAll(CapturedOutput output) {
    assertRefused(
        output,
        "quorate.nothing-of-the-sort is unknown; there are quorate.data-dir, quorate.history.age, ",
        "--quorate.replica-id=a",
        "--quorate.nothing-of-the-sort=1");
    assertThat(output).contains("quorate.timing.peer-timeout");
  }

  @Test
  void anUnknownSettingEndsTheStartBeforeAnythingElse(CapturedOutput output) {
    assertRefused(output, "quorate.bogus is unknown; is quorate.peers meant?", "--quorate.bogus=1");
    assertThat(output).doesNotContain("Starting ", "INFO", "WARN");
  }

  @Test
  void aSettingMayBeWrittenInEveryWayThatSpringTakes(CapturedOutput output) {
    assertRefused(
        output,
        "quorate.limits.keybites is unknown; is quorate.limits.key-bytes meant?",
        "--quorate.replicaId=a",
        "--quorate.limits.KEY_BYTES=100",
        "--quorate.limits.keyBites=100");
    assertThat(output).doesNotContain("replicaid is unknown", "key-bytes is unknown");
  }

  @Test
  void anotherDatabaseIsRefusedWithoutItsPassword(CapturedOutput output) {
    assertRefused(
        output,
        "spring.datasource.url (jdbc:mysql:...): a replica stores in PostgreSQL",
        "--quorate.replica-id=a",
        "--spring.datasource.url=jdbc:mysql://db/store?password=secret");
    assertThat(output).doesNotContain("secret");
  }

  private static void assertRefused(CapturedOutput output, String why, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--server.port=0");
    assertThatThrownBy(() ->
            SpringApplication.run(ConsensusServiceApplication.class, all.toArray(String[]::new)))
        .isNotNull();
    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .containsOnlyOnce(why)
        .doesNotContain("\tat ");
    assertThat(output.toString().lines().takeWhile(line -> !line.contains(why)))
        .as("lines above it")
        .hasSizeLessThan(LINES);
  }
}
