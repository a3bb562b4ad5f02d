package io.quorate.core.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.RegisterOperation.Get;
import io.quorate.core.register.RegisterOutcome.NoQuorum;
import io.quorate.core.register.RegisterOutcome.OutcomeUnknown;
import io.quorate.core.register.RegisterOutcome.Read;
import io.quorate.core.register.RegisterOutcome.Written;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each level is worth among three members by majority, from who held and who has answered.
class GuaranteeTest {
  private final Three three = new Three();

  private static Level level(String text) {
    return switch (text) {
      case "one" -> new Level.One();
      case "quorum" -> new Level.Quorum();
      case "all" -> new Level.All();
      case "atomic" -> new Level.Atomic();
      default -> new Level.Counts(number(text, "r="), number(text, "w="));
    };
  }

  private static OptionalInt number(String text, String name) {
    return Stream.of(text.split(" "))
        .filter(part -> part.startsWith(name))
        .mapToInt(part -> Integer.parseInt(part.substring(name.length())))
        .findFirst();
  }

  private static ReplicaId[] members(String text) {
    return text.chars()
        .filter(one -> one != '-')
        .mapToObj(one -> new ReplicaId(String.valueOf((char) one)))
        .toArray(ReplicaId[]::new);
  }

  private static String text(RegisterOutcome outcome) {
    return switch (outcome) {
      case Read read -> read.guarantee().name().toLowerCase(Locale.ROOT);
      case Written written -> written.guarantee().name().toLowerCase(Locale.ROOT);
      case NoQuorum _ -> "no quorum";
      case OutcomeUnknown _ -> "unknown";
      case RegisterOutcome.KeyReused() -> "reused";
    };
  }

  /// Those who hold the newest value, those who can be reached, what the read is worth, and who
  /// holds the value when it has ended.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // level  | hold | reached | worth     | hold in the end
        "one      | abc  | a       | eventual  | abc",
        "one      | ab   | c       | eventual  | ab",
        "quorum   | ab   | ab      | atomic    | ab",
        "quorum   | a    | ab      | regular   | ab",
        "quorum   | a    | a       | no quorum | a",
        "all      | a    | abc     | regular   | abc",
        "all      | abc  | abc     | atomic    | abc",
        "all      | abc  | ab      | no quorum | abc",
        "atomic   | a    | ab      | atomic    | ab",
        "atomic   | ab   | bc      | atomic    | abc",
        "atomic   | -    | bc      | atomic    | -",
        "r=1      | abc  | a       | eventual  | abc",
        "r=2      | a    | ab      | regular   | ab",
        "r=2      | ab   | ab      | atomic    | ab",
        "r=3      | a    | abc     | regular   | abc",
        "r=1 w=2  | a    | ab      | eventual  | ab",
        "r=2 w=2  | a    | ab      | atomic    | ab",
        "r=2 w=1  | a    | ab      | regular   | ab",
        "r=2 w=3  | a    | abc     | atomic    | abc",
        "r=2 w=3  | a    | ab      | no quorum | ab",
        "w=3      | a    | abc     | atomic    | abc",
        "w=1      | a    | ab      | regular   | ab",
      })
  void ofReads(String level, String hold, String reached, String worth, String inTheEnd) {
    Copy newest = Three.copy(1, Three.A, "v");
    for (ReplicaId member : members(hold)) {
      three.ask(member, Three.write(Three.KEY, newest));
    }
    assertThat(text(three.run(new Get(Three.KEY), level(level), members(reached))))
        .isEqualTo(worth);
    assertThat(
            Three.QUORUMS.members().stream().filter(one -> three.held(one).equals(newest)).toList())
        .containsExactly(members(inTheEnd));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // level  | reached | worth
        "one      | a       | eventual",
        "quorum   | ab      | atomic",
        "quorum   | a       | no quorum",
        "all      | abc     | atomic",
        "all      | ab      | no quorum",
        "atomic   | bc      | atomic",
        "r=1 w=3  | abc     | eventual",
        "r=1 w=2  | ab      | eventual",
        "r=2 w=1  | ab      | eventual",
        "r=2 w=2  | ab      | atomic",
        "r=2 w=3  | ab      | unknown",
        "w=1      | ab      | eventual",
        "r=3      | abc     | atomic",
      })
  void ofWrites(String level, String reached, String worth) {
    assertThat(text(three.run(three.put(Three.A, "v"), level(level), members(reached))))
        .isEqualTo(worth);
  }
}
