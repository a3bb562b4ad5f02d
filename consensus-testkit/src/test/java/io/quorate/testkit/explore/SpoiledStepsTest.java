package io.quorate.testkit.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.testkit.explore.Explorer.Report;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each mistake breaks an invariant, and left alone it makes a slot be decided twice.
class SpoiledStepsTest {
  private static final Bounds SMALL = new Bounds(3, 1, 1, true);

  @ParameterizedTest
  @EnumSource
  void theFirstBrokenInvariantIsFound(SpoiledSteps mistake) {
    tell(mistake + " breaks", Explorer.explore(mistake, SMALL), "I[1-6] violated: .*");
  }

  @ParameterizedTest
  @EnumSource
  void theMistakeLosesWhatWasChosen(SpoiledSteps mistake) {
    tell(mistake + " ends in", Explorer.exploreAgreement(mistake, SMALL), "I4 violated: .*");
  }

  @ParameterizedTest
  @EnumSource
  void aMistakeInAChangeIsFound(SpoiledChange mistake) {
    tell(mistake + " ends in", Explorer.explore(mistake, mistake.bounds()), "I4 violated: .*");
  }

  private static void tell(String title, Report report, String end) {
    assertThat(report.violation()).as("%s: %s, no violation", title, report).isPresent();
    List<String> story = report.violation().orElseThrow();
    System.out.println(title + " after " + report.states() + " states:");
    story.forEach(line -> System.out.println("  " + line));
    assertThat(story.getLast()).containsPattern(end);
  }

  @Test
  void theSameStepsWithoutAMistakeBreakNothingThere() {
    assertThat(Explorer.explore(Steps.ofTheCore(), SMALL).violation()).isEmpty();
  }
}
