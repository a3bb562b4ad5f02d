package io.quorate.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

  @Test
  void drawsOrderOutcomeAndMark() {
    HistoryRecorder<String, String> recorder = new HistoryRecorder<>();
    var write = recorder.invoke("a", "write 1");
    var read = recorder.invoke("b", "read");
    write.ok("written");
    recorder.invoke("c", "write 2").unknown();
    recorder.invoke("d", "write 3").failed();
    read.ok("1");
    recorder.invoke("e", "read");
    List<Operation<String, String>> operations = recorder.history().operations();
    assertThat(Timeline.render(operations, operations.get(1)))
        .isEqualTo(
            """
              1..3 |-|       #0 a: write 1 -> written
            > 2..8  |-----|  #1 b: read -> 1
              4..5    |~~~~~ #2 c: write 2 -> unknown (may happen at any time)
              6..7      |x   #3 d: write 3 -> failed (did not happen)
              9..?         | #4 e: read -> unknown (may happen at any time)\
            """);
  }

  @Test
  void squeezesLongHistories() {
    HistoryRecorder<Integer, Integer> recorder = new HistoryRecorder<>();
    for (int i = 0; i < 100; i++) {
      recorder.invoke("a", i).ok(i);
    }
    assertThat(recorder.history().toString().lines())
        .hasSize(100)
        .allMatch(line -> line.length() < 100);
  }

  @Test
  void drawsNothingOfNothing() {
    assertThat(Timeline.render(List.<Operation<String, String>>of())).isEmpty();
  }
}
