package io.quorate.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryRecorderTest {

  @Test
  void numbersEventsInTheOrderTheyHappen() {
    HistoryRecorder<String, String> recorder = new HistoryRecorder<>();
    var first = recorder.invoke("a", "x");
    var second = recorder.invoke("b", "y");
    recorder.invoke("c", "z");
    second.failed();
    first.ok("done");
    assertThat(recorder.history().operations())
        .containsExactly(
            new Operation<>(0, "a", 1, "x", 5, new Completion.Ok<>("done")),
            new Operation<>(1, "b", 2, "y", 4, new Completion.Failed<>()),
            new Operation<>(2, "c", 3, "z", Operation.NEVER, new Completion.Unknown<>()));
  }

  @Test
  void takesTheOrderOfASimulation() {
    Iterator<Long> virtual = List.of(100L, 100L, 250L).iterator();
    HistoryRecorder<String, String> recorder = new HistoryRecorder<>(virtual::next);
    var first = recorder.invoke("a", "x");
    recorder.invoke("b", "y");
    first.unknown();
    assertThat(recorder.history().operations())
        .extracting(Operation::invoked, Operation::completed)
        .containsExactly(tuple(100L, 250L), tuple(100L, Operation.NEVER));
  }

  @Test
  void refusesAnOrderThatGoesBack() {
    Iterator<Long> virtual = List.of(100L, 99L).iterator();
    HistoryRecorder<String, String> recorder = new HistoryRecorder<>(virtual::next);
    recorder.invoke("a", "x");
    assertThatThrownBy(() -> recorder.invoke("b", "y"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("went back from 100 to 99");
  }

  @Test
  void refusesASecondEnd() {
    HistoryRecorder<String, String> recorder = new HistoryRecorder<>();
    var call = recorder.invoke("a", "x");
    call.ok("done");
    assertThatThrownBy(call::unknown).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void losesNothingOfManyThreads() throws Exception {
    HistoryRecorder<Integer, Integer> recorder = new HistoryRecorder<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> clients =
          IntStream.range(0, 16).<Callable<Void>>mapToObj(i -> () -> count(recorder, i)).toList();
      for (var client : threads.invokeAll(clients)) {
        client.get();
      }
    }
    List<Operation<Integer, Integer>> operations = recorder.history().operations();
    assertThat(operations).hasSize(16 * 100).extracting(Operation::id).isSorted();
    assertThat(operations).extracting(Operation::completed).doesNotHaveDuplicates();
    assertThat(operations).allMatch(each -> each.invoked() < each.completed());
  }

  private static Void count(HistoryRecorder<Integer, Integer> recorder, int client) {
    for (int i = 0; i < 100; i++) {
      recorder.invoke("c" + client, i).ok(i);
    }
    return null;
  }
}
