package io.quorate.core.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicaIdTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "-", "replica-1", "7f3a"})
  void smallLettersDigitsAndDashesAreFine(String name) {
    assertThat(new ReplicaId(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a b", "a.b", "a_b", "ä", "a\n", "a/b"})
  void anythingElseIsRefusedAndQuoted(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReplicaId(name))
        .withMessageContaining("'" + name + "'");
  }

  @Test
  void sixtyFourCharactersAreTooMany() {
    assertThat(new ReplicaId("a".repeat(63)).value()).hasSize(63);
    assertThatIllegalArgumentException().isThrownBy(() -> new ReplicaId("a".repeat(64)));
  }

  @Test
  void idsAreOrderedAsText() {
    assertThat(new ReplicaId("a")).isLessThan(new ReplicaId("b"));
    assertThat(new ReplicaId("a10")).isLessThan(new ReplicaId("a9"));
    assertThat(new ReplicaId("a")).isEqualByComparingTo(new ReplicaId("a"));
  }
}
