package io.quorate.testkit.registers;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.QuorumText;
import io.quorate.core.register.Level;
import io.quorate.testkit.registers.RegisterExplorer.Report;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Writers and a reader on three members, in every world there is. The number of worlds is always
/// the same; when it changes, so did what the core does or what the explorer lets happen. Two
/// writes and two reads with crashes are 1,721,187 worlds, all atomic, and over a minute: not run
/// each time.
class RegisterExplorerTest {
  private static final QuorumSystem MAJORITY = QuorumText.parse("majority(x y z)");

  /// One member outweighs the others: reads are x, or y and z; writes x and one of them.
  private static final QuorumSystem WEIGHTED =
      QuorumText.parse("weighted(x=2, y=1, z=1; read=2, write=3)");

  @ParameterizedTest
  @CsvSource({
    "1, 2, false, 339",
    "2, 1, false, 7896",
    "2, 2, false, 81266",
    "1, 2, true, 1398",
    "2, 1, true, 191001"
  })
  void everyHistoryIsAtomic(int writes, int reads, boolean crashes, int worlds) {
    assertAtomic(MAJORITY, writes, reads, crashes, worlds);
  }

  @ParameterizedTest
  @CsvSource({"1, 2, false, 1434", "2, 1, false, 64727", "1, 2, true, 6503"})
  void everyHistoryIsAtomicWithUnequalMembers(int writes, int reads, boolean crashes, int worlds) {
    assertAtomic(WEIGHTED, writes, reads, crashes, worlds);
  }

  private static void assertAtomic(
      QuorumSystem quorums, int writes, int reads, boolean crashes, int worlds) {
    long start = System.nanoTime();
    Report report =
        RegisterExplorer.explore(
            new RegisterSteps(quorums, writes, reads, new Level.Atomic(), crashes, true));

    System.out.printf(
        "%s, writers: %d, reads one after the other: %d, %s: %,d worlds in %d ms%n",
        quorums.text(),
        writes,
        reads,
        crashes ? "disks that are late and crashes" : "no crash of a member",
        report.worlds(),
        (System.nanoTime() - start) / 1_000_000);
    assertThat(report.violation().stream().flatMap(List::stream)).isEmpty();
    assertThat(report.worlds()).isEqualTo(worlds);
  }

  @Test
  void readsWithoutWriteBackGoFromNewToOld() {
    assertBroken(new RegisterSteps(MAJORITY, 1, 2, new Level.Quorum(), false, true));
    assertBroken(new RegisterSteps(WEIGHTED, 1, 2, new Level.Quorum(), false, true));
  }

  @Test
  void readsOfOneMemberAreStale() {
    assertBroken(new RegisterSteps(MAJORITY, 1, 1, new Level.One(), false, true));
  }

  @Test
  void answersThatDoNotWaitForTheDiskAreLost() {
    assertBroken(new RegisterSteps(MAJORITY, 1, 1, new Level.Atomic(), true, false));
  }

  private static void assertBroken(RegisterSteps steps) {
    Report report = RegisterExplorer.explore(steps);
    List<String> way = report.violation().orElseThrow();
    System.out.printf("not atomic after %,d worlds:%n%s%n", report.worlds(), way.getLast());
    assertThat(way.getLast()).startsWith("NOT LINEARIZABLE");
  }
}
