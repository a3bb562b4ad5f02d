package io.quorate.service.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.keyspace.Range;
import io.quorate.core.store.Operation;
import io.quorate.service.engine.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A watch sees every revision that concerns it once and in order, whatever happens meanwhile.
class CourseTest {
  private static final Filter ALL = new Filter(Set.of(), Set.of(""), Set.of(), false);
  private static final Filter A = new Filter(Set.of(), Set.of("a"), Set.of(), false);

  private final WatchHub hub = new WatchHub(10, new Buffer(300, 1 << 20));
  private final HandEngine engine = new HandEngine(hub);

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  private Course course(Filter filter, OptionalLong after, boolean snapshot) {
    Watch watch = hub.open(filter).orElseThrow();
    return new Course(engine, hub, watch, new Start(after, snapshot), Duration.ofSeconds(1));
  }

  private Course begun(Filter filter, OptionalLong after, boolean snapshot) {
    Course course = course(filter, after, snapshot);
    assertThat(course.begin()).isEmpty();
    return course;
  }

  private void compact(long revision) {
    engine.apply(new Operation.Compact(revision));
  }

  private void puts(String key, int count) {
    for (int i = 0; i < count; i++) {
      engine.put(key, "v" + i);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void neitherGapNorDuplicateBetweenHistoryAndNow(long seed) {
    Random random = new Random(seed);
    puts("a", random.nextInt(150));
    int[] left = {200};
    Runnable meanwhile =
        () -> {
          int now = Math.min(left[0], random.nextInt(4) == 0 ? random.nextInt(80) : 0);
          left[0] -= now;
          puts("a", now);
          if (random.nextBoolean()) {
            engine.deliver();
          }
        };
    engine.beforeRead(meanwhile);
    Told reader =
        new Told(
            100,
            event -> {
              meanwhile.run();
              if (event.startsWith("progress")) {
                puts("a", 100);
                engine.deliver();
              }
            });
    long after = random.nextInt(20);
    List<String> told = reader.of(begun(ALL, OptionalLong.of(after), false));
    assertThat(told.stream().filter(event -> !event.startsWith("progress")))
        .as("seed " + seed)
        .containsExactlyElementsOf(
            LongStream.iterate(after + 1, one -> one + 1)
                .limit(told.size() - told.stream().filter(e -> e.startsWith("progress")).count())
                .mapToObj(one -> one + " a")
                .toList());
  }

  @Test
  void withoutARevisionItBeginsNow() {
    puts("a", 3);
    Course course = begun(A, OptionalLong.empty(), false);
    puts("b", 1);
    puts("a", 1);
    engine.deliver();
    assertThat(new Told(2, _ -> {}).of(course)).containsExactly("progress 3", "5 a");
  }

  @Test
  void aRevisionThatIsYetToComeIsWaitedFor() {
    puts("a", 3);
    Course course = begun(A, OptionalLong.of(5), false);
    puts("a", 4);
    engine.deliver();
    assertThat(new Told(3, _ -> {}).of(course)).containsExactly("progress 5", "6 a", "7 a");
  }

  @Test
  void whatIsCompactedIsSaidAndEndsIt() {
    puts("a", 9);
    compact(6);
    assertThat(new Told(9, _ -> {}).of(begun(A, OptionalLong.of(4), false)))
        .containsExactly("compacted 6");
    assertThat(new Told(5, _ -> {}).of(begun(A, OptionalLong.of(5), false)))
        .containsExactly("6 a", "7 a", "8 a", "9 a", "progress 9");
  }

  @Test
  void whatIsCompactedIsMadeUpForByASnapshot() {
    puts("a", 5);
    puts("b", 1);
    puts("ab", 1);
    compact(6);
    Told reader =
        new Told(
            3,
            event -> {
              if (event.startsWith("snapshot")) {
                puts("a", 1);
              }
            });
    assertThat(reader.of(begun(A, OptionalLong.of(2), true)))
        .containsExactly("snapshot 7 a ab", "8 a", "progress 8");
  }

  @Test
  void aSnapshotComesFirstWhereThereIsNoRevisionToGoOnFrom() {
    puts("a", 2);
    assertThat(new Told(2, _ -> {}).of(begun(A, OptionalLong.empty(), true)))
        .containsExactly("snapshot 2 a", "progress 2");
    assertThat(new Told(2, _ -> {}).of(begun(A, OptionalLong.of(1), true)))
        .as("there is one")
        .containsExactly("2 a", "progress 2");
  }

  @Test
  void aRangeDeletedAtOnceIsOneMessageOfWhatMatches() {
    puts("a1", 1);
    puts("a2", 1);
    puts("b", 1);
    Course course = begun(A, OptionalLong.empty(), false);
    engine.apply(new Operation.DeleteRange(Range.all()));
    engine.deliver();
    assertThat(new Told(2, _ -> {}).of(course)).containsExactly("progress 3", "4 a1 a2");
  }

  @Test
  void aReaderThatIsTooSlowIsCutOffAndNobodyElse() {
    Course slow = begun(A, OptionalLong.empty(), false);
    Course other =
        begun(new Filter(Set.of("b"), Set.of(), Set.of(), false), OptionalLong.empty(), false);
    puts("a", 301);
    puts("b", 1);
    engine.deliver();
    assertThat(hub.cutOffs()).isEqualTo(1);
    assertThat(new Told(9, _ -> {}).of(slow)).containsExactly("progress 0");
    assertThat(new Told(2, _ -> {}).of(other)).containsExactly("progress 0", "302 b");
    slow.close();
    assertThat(new Told(302, _ -> {}).of(begun(A, OptionalLong.of(0), false)))
        .as("it resumes")
        .hasSize(302);
  }

  @Test
  void whoLeavesIsForgottenEvenIfItsLookComesLater() {
    Course course = begun(A, OptionalLong.empty(), false);
    engine.deliver();
    assertThat(hub.isIdle()).isFalse();
    course.close();
    Watch late = hub.open(A).orElseThrow();
    hub.leave(late);
    hub.join(late);
    engine.deliver();
    assertThat(hub.isIdle()).isTrue();
    assertThat(hub.openWatches()).isZero();
  }

  @Test
  void aHubThatIsTooFarBehindCutsAllOffInsteadOfLeavingAGap() {
    Course course = begun(A, OptionalLong.empty(), false);
    engine.deliver();
    puts("a", 1);
    puts("b", 8_192);
    engine.deliver();
    assertThat(new Told(9, _ -> {}).of(course)).containsExactly("progress 0");
    assertThat(hub.cutOffs()).isEqualTo(1);
  }

  /// It waits in the same queue as what is lost behind it.
  @Test
  void whoHasJoinedButWasNotSeenYetIsCutOffToo() {
    puts("a", 1);
    Course course = begun(A, OptionalLong.empty(), false);
    puts("b", 8_192);
    engine.deliver();
    assertThat(new Told(2, _ -> {}).of(course)).containsExactly("progress 1");
    assertThat(hub.cutOffs()).isEqualTo(1);
  }

  @Test
  void whatTheEngineRefusesIsToldBeforeItBegins() {
    engine.refuse(new Refusal(Refusal.Kind.NO_QUORUM, "nobody leads"));
    assertThat(course(A, OptionalLong.empty(), false).begin()).isPresent();
    assertThat(course(A, OptionalLong.of(3), false).begin()).isPresent();
  }

  @Test
  void aHubThatStopsEndsAllWatches() {
    Course course = begun(A, OptionalLong.empty(), false);
    hub.stop();
    assertThat(new Told(9, _ -> {}).of(course)).containsExactly("progress 0");
    assertThat(new Told(9, _ -> {}).of(begun(A, OptionalLong.empty(), false)))
        .containsExactly("progress 0");
  }
}
