package io.quorate.testkit.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.testkit.explore.Explorer.Report;
import java.util.List;
import org.junit.jupiter.api.Test;
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
    long start = System.nanoTime();
    Report report =
        Explorer.explore(Steps.ofTheCore(), new Bounds(ballots, slots, waiting, learning));

    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    System.out.printf("%s: %,d states in %d s%n", report.bounds(), report.states(), seconds);
    assertThat(report.violation().stream().flatMap(List::stream)).isEmpty();
    assertThat(report.states()).isEqualTo(states);
  }

  /// I5 needs no walk: it is a fact of the quorum system that every explored world has.
  @Test
  void everyPhase1QuorumMeetsEveryPhase2Quorum() {
    assertThat(World.minimalQuorums(true))
        .allSatisfy(prepared ->
            assertThat(World.minimalQuorums(false))
                .allSatisfy(chosen -> assertThat(chosen).containsAnyElementsOf(prepared)));
  }
}
