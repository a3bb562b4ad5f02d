package io.quorate.core.quorum;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every kind of quorum system as a table that a person can check: the system, what it means, and a
/// line for every set of votes, which strangers must not change. Each member is named by one
/// letter.
class QuorumTablesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flexible-4-3-of-6",
        "flexible-1-3-of-3",
        "weighted-3-1-1",
        "weighted-2-1-1-1-0",
        "grid-2x3",
        "grid-3x2",
        "groups-one-all",
        "groups-majority",
        "expression-reads",
        "expression-both",
        "expression-choose",
        "joint-3-to-4",
        "joint-majority-to-grid",
        "joint-replaced"
      })
  void isAsItsTableSays(String name) throws IOException {
    Table table = Table.read(name);
    QuorumSystem system = QuorumText.parse(table.system());

    assertThat(system.text()).isEqualTo(table.system());
    assertThat(table.rows()).hasSize(1 << system.members().size());
    table.rows().forEach(row -> row.check(system));
    Resilience resilience = Resilience.of(system);
    assertThat("read %d, write %d".formatted(resilience.read(), resilience.write()))
        .isEqualTo(table.resilience());
    Analysis analysis = Analysis.of(system).orElseThrow();
    assertThat(letters(analysis.reads())).isEqualTo(table.reads());
    assertThat(letters(analysis.writes())).isEqualTo(table.writes());
    assertThat(analysis.writeShare()).isCloseTo(fraction(table.writeShare()), within(1e-12));
  }

  private static String letters(List<SortedSet<ReplicaId>> quorums) {
    return quorums.stream()
        .map(quorum -> quorum.stream().map(ReplicaId::value).collect(Collectors.joining()))
        .collect(Collectors.joining(" "));
  }

  private static double fraction(String text) {
    String[] parts = text.split("/", 2);
    return Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
  }

  private record Row(
      Set<ReplicaId> votes, boolean phase1, boolean phase2, boolean meetsPhase1, String share) {

    static Row of(String line) {
      List<String> columns = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
      Set<ReplicaId> votes =
          columns
              .getFirst()
              .replace("-", "")
              .chars()
              .mapToObj(letter -> new ReplicaId(Character.toString(letter)))
              .collect(Collectors.toSet());
      return new Row(
          votes, yes(columns.get(1)), yes(columns.get(2)), yes(columns.get(3)), columns.get(4));
    }

    private static boolean yes(String word) {
      assertThat(word).isIn("yes", "no");
      return word.equals("yes");
    }

    void check(QuorumSystem system) {
      check(system, votes);
      Set<ReplicaId> withStrangers = new HashSet<>(votes);
      withStrangers.addAll(List.of(new ReplicaId("x"), new ReplicaId("y"), new ReplicaId("z")));
      check(system, withStrangers);
    }

    private void check(QuorumSystem system, Set<ReplicaId> votes) {
      assertThat(system.isPhase1Quorum(votes)).as("phase 1 by %s", votes).isEqualTo(phase1);
      assertThat(system.isPhase2Quorum(votes)).as("phase 2 by %s", votes).isEqualTo(phase2);
      assertThat(system.meetsEveryPhase1Quorum(votes))
          .as("%s meets every phase-1 quorum", votes)
          .isEqualTo(meetsPhase1);
      assertThat(system.voteShare(votes))
          .as("share of %s", votes)
          .isCloseTo(fraction(share), within(1e-12));
    }
  }

  private record Table(
      String system,
      String resilience,
      String reads,
      String writes,
      String writeShare,
      List<Row> rows) {

    static Table read(String name) throws IOException {
      String file = name + ".txt";
      try (InputStream stream = QuorumTablesTest.class.getResourceAsStream(file)) {
        String text = new String(Objects.requireNonNull(stream, file).readAllBytes(), UTF_8);
        List<String> lines = text.lines().toList();
        return new Table(
            lines.get(1),
            after("resilience: ", lines.get(2)),
            after("reads: ", lines.get(3)),
            after("writes: ", lines.get(4)),
            after("write share: ", lines.get(5)),
            lines.stream().skip(7).map(Row::of).toList());
      }
    }

    private static String after(String title, String line) {
      assertThat(line).startsWith(title);
      return line.substring(title.length());
    }
  }
}
