package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.testkit.history.HistoryRecorder;
import io.quorate.testkit.history.LinearizabilityChecker;
import io.quorate.testkit.history.RegisterModel;
import io.quorate.testkit.history.RegisterModel.Answer;
import io.quorate.testkit.history.RegisterModel.Call;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Clients that read and write the same few registers, what they saw, and how long it took. Each
/// stays with one replica, and never stops to wait for another.
final class RegisterLoad implements AutoCloseable {
  private static final Duration BETWEEN_CALLS = Duration.ofMillis(5);

  /// An operation.
  ///
  /// @param began by [System#nanoTime]
  private record Took(long began, long ended) {
    Duration time() {
      return Duration.ofNanos(ended - began);
    }
  }

  private final RegisterHttp http = new RegisterHttp(Duration.ofSeconds(5));
  private final List<HistoryRecorder<Call<String>, Answer<String>>> histories = new ArrayList<>();
  private final Queue<Took> took = new ConcurrentLinkedQueue<>();
  private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();
  private final AtomicLong values = new AtomicLong();

  RegisterLoad(int registers) {
    Stream.<HistoryRecorder<Call<String>, Answer<String>>>generate(HistoryRecorder::new)
        .limit(registers)
        .forEach(histories::add);
  }

  /// Starts clients, the same number at each of these replicas; they end with the workers.
  Workers start(List<ReplicaProcess> replicas, int clientsEach) {
    Workers workers = new Workers();
    for (ReplicaProcess replica : replicas) {
      for (int number = 0; number < clientsEach; number++) {
        int first = number;
        String name = replica + "-" + values.incrementAndGet();
        workers.start(() -> work(name, replica.url(), first, workers));
      }
    }
    return workers;
  }

  private void work(String name, URI replica, int first, Workers workers) {
    for (int turn = first; workers.goOn(); turn++) {
      int register = turn / 2 % histories.size();
      Call<String> call =
          turn % 2 == 0
              ? new RegisterModel.Write<>("v" + values.incrementAndGet())
              : new RegisterModel.Read<>();
      var open = histories.get(register).invoke(name, call);
      long began = System.nanoTime();
      switch (http.attempt(replica, "shared/" + register, call)) {
        case RegisterHttp.End.Answered(Answer<String> answer) -> {
          open.ok(answer);
          took.add(new Took(began, System.nanoTime()));
        }
        case RegisterHttp.End.Refused(String why) -> {
          open.failed();
          unanswered.add(name + ": " + why);
        }
        case RegisterHttp.End.Unclear(String why) -> {
          open.unknown();
          unanswered.add(name + ": " + why);
        }
      }
      LockSupport.parkNanos(BETWEEN_CALLS.toNanos());
    }
  }

  /// The operations that were under way at any moment between these, by [System#nanoTime].
  Latencies between(long from, long to) {
    return Latencies.of(
        took.stream()
            .filter(one -> one.ended() > from && one.began() < to)
            .map(Took::time)
            .toList());
  }

  /// Requires that every operation was answered, and that each register looked like a single copy.
  void check() {
    assertThat(unanswered).as("operations without an answer").isEmpty();
    var checker = new LinearizabilityChecker<>(new RegisterModel<String>());
    histories.forEach(one -> checker.check(one.history()).requireLinearizable());
  }

  @Override
  public void close() {
    http.close();
  }
}
