package io.quorate.core.quorum;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.quorum.RandomSystems.Drawn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuorumTextTest {
  private static final List<ReplicaId> VOTERS =
      List.of(new ReplicaId("a"), new ReplicaId("b"), new ReplicaId("c"));

  @ParameterizedTest
  @ValueSource(longs = {41, 42, 43})
  void whatIsWrittenIsReadAgain(long seed) {
    RandomSystems systems = new RandomSystems(seed);
    for (int i = 0; i < 300; i++) {
      Drawn drawn = systems.next();
      QuorumSystem system;
      try {
        system = QuorumText.parse(drawn.text());
      } catch (DisjointQuorums unsafe) {
        continue;
      }
      assertThat(QuorumText.parse(system.text())).as("seed %s", seed).isEqualTo(system);
      assertThat(QuorumText.decode(QuorumText.encode(system))).isEqualTo(system);
      Joint joint = new Joint(system, Majority.of(VOTERS));
      assertThat(QuorumText.decode(QuorumText.encode(joint))).isEqualTo(joint);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          majority                                     | majority(a b c)
          flexible(3,1)                                | flexible(3, 1; a b c)
          ' majority ( c,b, a ) '                      | majority(a b c)
          weighted(c=1,a=3,b=1;write=3,read=3)         | weighted(a=3, b=1, c=1; read=3, write=3)
          grid(b a;c d)                                | grid(b a; c d)
          groups(z: c; y: b a; write=all, read=one)    | groups(y: a b; z: c; read=one, write=all)
          groups(read: a; b: c; read=one, write=all)   | groups(b: c; read: a; read=one, write=all)
          expression(read=(a*b)*c+((d)))               | expression(read = a*b*c + d)
          expression(write = 2 of (a, b, c))           | expression(read = 2 of (a, b, c))
          expression(write = (a+b)*(c+d))              | expression(read = a*b + c*d)
          expression(read = 2 of (a,b))                | expression(read = a*b)
          expression(read = 1 of (a+b,c))              | expression(read = a + b + c)
          expression(read = a+b ; write = a*b)         | expression(read = a + b)
          expression(read = of*4)                      | expression(read = of*4)
          expression(write = a; read = a*b)            | expression(read = a*b; write = a)
          joint(majority;flexible(1,3))                | joint(majority(a b c); flexible(1, 3; a b c))
          """)
  void thereAreMoreWaysToReadThanToWrite(String given, String canonical) {
    assertThat(QuorumText.parse(given, VOTERS).text()).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                           | text at character 1: expected a quorum system, but it ends
          raft(a b)                                    | text at character 1: 'raft' is no quorum system
          Majority(a)                                  | text at character 1: expected a quorum system, but there is 'M'
          majority()                                   | text at character 10: expected a member, but there is ')'
          majority(a b                                 | text at character 13: expected ')', but it ends
          majority(a b) c                              | text at character 15: expected the end, but there is 'c'
          majority(a b a)                              | members names a twice
          majority                                     | text at character 9: expected the members
          flexible(2, 2)                               | text at character 14: expected the members
          flexible(4, 1; a b c)                        | phase1 is 4, but must be from 1 to 3
          flexible(3, 0; a b c)                        | phase2 is 0, but must be from 1 to 3
          flexible(two, 2; a b c)                      | text at character 10: 'two' is no whole number
          flexible(9999999999, 2; a b c)               | text at character 10: '9999999999' is no whole number
          weighted(a=1, a=1; read=1, write=1)          | text at character 15: 'a' is there twice
          weighted(a=0; read=1, write=1)               | read is 1, but must be from 1 to 0
          weighted(a=1, b=1; read=1, write=3)          | write is 3, but must be from 1 to 2
          weighted(a=1000001; read=1, write=1)         | weight of a is 1000001
          weighted(a=1; read=1)                        | text at character 21: expected ', write=', but there is ')'
          weighted(a=1; read=1, read=1)                | text at character 23: 'read' is there twice
          weighted(a=1; reed=1, write=1)               | text at character 15: expected read or write
          grid(a b; c)                                 | rows must be of one length, but {a b} has 2 members and {c} has 1
          grid(a b; b c)                               | rows names b twice
          grid(a b;)                                   | text at character 10: expected a member
          groups(x: a; x: b; read=one, write=all)      | text at character 14: 'x' is there twice
          groups(x: a; y: a; read=one, write=all)      | groups names a twice
          groups(x: ; read=one, write=all)             | text at character 11: expected a member
          groups(read=one, write=all)                  | groups needs at least one
          groups(x: a; read=some, write=all)           | text at character 19: expected one, majority or all
          expression(a)                                | text at character 12: expected read or write
          expression(read = )                          | text at character 19: expected a member or '('
          expression(read = a b)                       | text at character 19: 'a' is no whole number
          expression(read = 2 in (a, b))               | text at character 21: expected of
          expression(read = 3 of (a, b))               | expression is 3, but must be from 1 to 2
          expression(read = 2 of (a, a))               | expression chooses from a twice
          expression(read = 2 of (a))                  | expression needs at least two parts
          joint(majority(a))                           | text at character 18: expected ';'
          joint(joint(majority(a); majority(a)); majority(a)) | text at character 7: a side of a joint system cannot be joint
          """)
  void whatIsWrongIsSaidWithItsPlaceOrField(String text, String message) {
    assertThatThrownBy(() -> QuorumText.parse(text))
        .isInstanceOf(InvalidQuorumSystem.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void moreMembersThanCanBeEnumeratedAreRefusedWithTheWayOut() {
    String sixteen = Members.text(RandomSystems.members(16));
    assertThat(QuorumText.parse("majority(" + sixteen + ")").members()).hasSize(16);
    assertThatThrownBy(() -> QuorumText.parse("grid(" + sixteen + ")"))
        .isInstanceOf(InvalidQuorumSystem.class)
        .hasMessageStartingWith("rows has 16 members")
        .hasMessageContaining("only majority and flexible may have more");
    assertThat(QuorumText.parse("grid(" + Members.text(RandomSystems.members(15)) + ")").members())
        .hasSize(15);
  }

  @Test
  void aNameOfSixtyFourCharactersAndATextOfTooManyBracketsAreRefused() {
    assertThatThrownBy(() -> QuorumText.parse("majority(" + "a".repeat(64) + ")"))
        .hasMessage("text at character 10: a name has at most 63 characters");
    String deep = "expression(read = " + "(".repeat(8_000) + "a" + ")".repeat(8_000) + ")";
    assertThatThrownBy(() -> QuorumText.parse(deep))
        .hasMessageContaining("more than 32 brackets deep");
    assertThatThrownBy(() -> QuorumText.parse(" ".repeat(QuorumText.MAX_LENGTH + 1)))
        .hasMessageContaining("at most 16384 are read");
  }

  @Test
  void aFormulaThatIsTooLongToProveIsRefused() {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < 129; i++) {
      pairs.add("a*2 of (b, c)".replace("b", "b" + i % 12).replace("c", "c" + i));
    }
    assertThatThrownBy(
            () -> QuorumText.parse("expression(read = " + String.join(" + ", pairs) + ")"))
        .isInstanceOf(InvalidQuorumSystem.class)
        .hasMessage("read names members 387 times; at most 256 are read");
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    assertThatThrownBy(() -> QuorumText.decode(new byte[] {'g', 'r', (byte) 0xff}))
        .isInstanceOf(InvalidQuorumSystem.class);
    assertThatThrownBy(() -> QuorumText.decode("majority(a b)\n".getBytes(UTF_8)))
        .isInstanceOf(InvalidQuorumSystem.class);
  }

  @Test
  void aSystemForTheseVotersHasAllOfThemAndNobodyElse() {
    assertThat(QuorumText.parseFor(VOTERS, "majority").text()).isEqualTo("majority(a b c)");
    assertThatThrownBy(() -> QuorumText.parseFor(VOTERS, "majority(a b c d)"))
        .hasMessage("members has strangers: no voter is named d");
    assertThatThrownBy(() -> QuorumText.parseFor(VOTERS, "grid(a b)"))
        .hasMessage("members leaves out voters: c");
  }
}
