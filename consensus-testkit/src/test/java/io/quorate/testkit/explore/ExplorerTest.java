package io.quorate.testkit.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.QuorumText;
import io.quorate.testkit.explore.Explorer.Report;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The protocol as the core runs it, in every world within these bounds. The number of worlds is
/// always the same; when it changes, so did what the core does or what the explorer lets happen.
class ExplorerTest {

  @ParameterizedTest
  @CsvSource({
    "2, 1, 1, true, 12220",
    "3, 1, 1, true, 422309",
    "3, 1, 2, true, 1215776",
    "4, 1, 1, true, 10948395",
    "2, 2, 1, true, 9453853",
  })
  void everyWorldKeepsTheInvariants(
      int ballots, int slots, int waiting, boolean learning, int states) {
    Bounds bounds = new Bounds(ballots, slots, waiting, learning);
    assertEveryWorldIsWell(bounds, states);
    assertPhasesMeet(bounds);
  }

  /// The systems that three and four acceptors allow.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3 | flexible(3, 1; x y z)                                   | 221723",
        "3 | flexible(1, 3; x y z)                                   | 187454",
        "3 | flexible(2, 2; x y z)                                   | 422309",
        "3 | weighted(x=2, y=1, z=1; read=2, write=3)                | 1195603",
        "3 | expression(read = x*y + y*z)                            | 1295286",
        "2 | grid(w x; y z)                                          | 685356",
        "2 | groups(east: w x; west: y z; read=one, write=all)       | 57431",
        "2 | flexible(3, 2; w x y z)                                 | 138501",
        "2 | weighted(w=2, x=1, y=1, z=1; read=3, write=3)           | 556031",
      })
  void everyWorldOfAnotherQuorumSystemKeepsTheInvariants(int ballots, String system, int states) {
    Bounds bounds = new Bounds(ballots, 1, 1, true).with(QuorumText.parse(system));
    assertEveryWorldIsWell(bounds, states);
    assertPhasesMeet(bounds);
  }

  /// The leaders of some ballots (a bit each) put another system in force in slot 1, and go on with
  /// it in slot 2.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "majority(x y z)       | flexible(3, 1; x y z) | 1 | 2061543",
        "majority(x y z)       | flexible(3, 1; x y z) | 3 | 1769354",
        "flexible(1, 3; x y z) | flexible(3, 1; x y z) | 2 | 1417445",
      })
  void everyWorldThatChangesTheQuorumSystemKeepsTheInvariants(
      String from, String to, int byBallots, int states) {
    Bounds bounds =
        new Bounds(2, 2, 1, true)
            .with(QuorumText.parse(from))
            .changing(QuorumText.parse(to), byBallots);
    assertEveryWorldIsWell(bounds, states);
    assertPhasesMeet(bounds);
  }

  /// I5 needs no walk: it is a fact of the quorum systems that the explored worlds have.
  private static void assertPhasesMeet(Bounds bounds) {
    for (QuorumSystem system : bounds.systems()) {
      assertThat(Quorums.winning(bounds.with(system)))
          .isNotEmpty()
          .filteredOn(prepared -> system.isPhase1Quorum(Quorums.names(bounds, prepared)))
          .allSatisfy(prepared ->
              assertThat(Quorums.minimalPhase2(system))
                  .allSatisfy(chosen -> assertThat(chosen).containsAnyElementsOf(prepared)));
    }
  }

  private static void assertEveryWorldIsWell(Bounds bounds, int states) {
    long start = System.nanoTime();
    Report report = Explorer.explore(Steps.ofTheCore(), bounds);
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    System.out.printf("%s: %,d states in %d s%n", bounds, report.states(), seconds);
    assertThat(report.violation().stream().flatMap(List::stream)).isEmpty();
    assertThat(report.states()).isEqualTo(states);
  }
}
