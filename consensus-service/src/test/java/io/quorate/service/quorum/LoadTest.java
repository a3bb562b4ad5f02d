package io.quorate.service.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.quorate.core.quorum.Analysis;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.QuorumText;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadTest {

  /// The grid's numbers are those of quoracle's own documentation. The others are by thought: where
  /// members are alike it is quorum size over members; `a` of the weighted system is in every
  /// quorum; a group is asked by half of the reads and by every write, two of three members each.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          majority(a b c)                                         | 1    | 0.666666667
          majority(a b c)                                         | 0.25 | 0.666666667
          flexible(4, 3; a b c d e f)                             | 1    | 0.666666667
          flexible(4, 3; a b c d e f)                             | 0    | 0.5
          flexible(4, 3; a b c d e f)                             | 0.5  | 0.583333333
          grid(a b c; d e f)                                      | 0    | 0.333333333
          grid(a b c; d e f)                                      | 0.25 | 0.375
          grid(a b c; d e f)                                      | 0.5  | 0.416666667
          grid(a b c; d e f)                                      | 0.75 | 0.458333333
          grid(a b c; d e f)                                      | 1    | 0.5
          expression(read = a*b*c + d*e*f)                        | 0.25 | 0.375
          expression(read = a*b + b*c + a*c)                      | 1    | 0.666666667
          expression(read = 2 of (a, b, c))                       | 0.5  | 0.666666667
          weighted(a=3, b=1, c=1; read=3, write=3)                | 0.5  | 1
          groups(x: a b c; y: d e f; read=one, write=all)         | 1    | 0.333333333
          groups(x: a b c; y: d e f; read=one, write=all)         | 0    | 0.666666667
          groups(x: a b c; y: d e f; read=one, write=all)         | 0.5  | 0.5
          joint(majority(a b c); majority(a b c))                 | 0.5  | 0.666666667
          """)
  void isAsPublishedOrByThought(String text, double readFraction, double expected) {
    Load load = load(text, readFraction).orElseThrow();

    assertThat(load.load()).isCloseTo(expected, within(1e-6));
    assertThat(load.capacity()).isCloseTo(1 / expected, within(1e-5));
  }

  @Test
  void theLargestProgramIsSolvedAndAgreesWithArithmetic() {
    String members = "a b c d e f g h i j k l m n o";
    String choice = "expression(read = 8 of (" + members.replace(" ", ", ") + "))";
    assertThat(load(choice, 0.5).orElseThrow().load()).isCloseTo(8.0 / 15, within(1e-6));
    assertThat(load("majority(" + members + ")", 0.5).orElseThrow().load())
        .isCloseTo(8.0 / 15, within(1e-12));
  }

  @Test
  void aJointSystemOfTooManyMembersHasNone() {
    String nine = "a b c d e f g h i";
    String others = "j k l m n o p q r";
    assertThat(load("joint(majority(" + nine + "); majority(" + others + "))", 0.5)).isEmpty();
  }

  @Test
  void aFractionIsFromZeroToOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> load("majority(a)", 1.01));
    assertThatIllegalArgumentException().isThrownBy(() -> load("majority(a)", Double.NaN));
  }

  private static Optional<Load> load(String text, double readFraction) {
    QuorumSystem system = QuorumText.parse(text);
    return Load.of(system, Analysis.of(system), readFraction);
  }
}
