package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.testkit.history.HistoryRecorder;
import io.quorate.testkit.history.LinearizabilityChecker;
import io.quorate.testkit.history.RegisterModel;
import io.quorate.testkit.history.RegisterModel.Answer;
import io.quorate.testkit.history.RegisterModel.Call;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Registers of real processes: no member is missed, neither one that stands still nor the leader
/// of the log, and what clients see is one atomic register.
class RegistersIT {
  private static final Duration PHASE = Duration.ofSeconds(3);
  private static final int CLIENTS = 4;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();
  private final HistoryRecorder<Call<String>, Answer<String>> history = new HistoryRecorder<>();
  private final AtomicLong values = new AtomicLong();
  private final AtomicLong slowest = new AtomicLong();

  @Test
  void theyGoOnWithoutAStoppedMemberAndWithoutTheLeader() throws InterruptedException {
    try (var cluster = ProcessCluster.startThree("registers")) {
      phase("all three", cluster.replicas());

      ReplicaProcess stopped = cluster.others(cluster.awaitLeader()).getFirst();
      stopped.pause();
      phase("one stopped", cluster.others(stopped));
      stopped.resume();
      cluster.awaitAllJoined();

      ReplicaProcess leader = cluster.awaitLeader();
      leader.kill();
      phase("the leader killed", cluster.others(leader));
      leader.start();
      cluster.awaitAllJoined();
      phase("all three again", cluster.replicas());
    }
    new LinearizabilityChecker<>(new RegisterModel<String>())
        .check(history.history())
        .requireLinearizable();
  }

  private void phase(String name, List<ReplicaProcess> replicas) throws InterruptedException {
    slowest.set(0);
    long before = values.get();
    long end = System.nanoTime() + PHASE.toNanos();
    List<Thread> clients =
        IntStream.range(0, CLIENTS)
            .mapToObj(number -> {
              URI replica = replicas.get(number % replicas.size()).url();
              String client = name + " " + number;
              return Thread.startVirtualThread(() -> work(client, replica, number, end));
            })
            .toList();
    for (Thread client : clients) {
      client.join();
    }
    System.out.printf(
        "registers, %s: %d operations, the slowest %d ms%n",
        name, values.get() - before, slowest.get() / 1_000_000);
    assertThat(values.get() - before).as(name).isGreaterThan(10);
    assertThat(slowest.get()).as(name).isLessThan(Duration.ofSeconds(2).toNanos());
  }

  private void work(String client, URI replica, int number, long end) {
    for (int turn = number; System.nanoTime() < end; turn++) {
      String value = "v" + values.incrementAndGet();
      long start = System.nanoTime();
      if (turn % 2 == 0) {
        write(client, replica, value);
      } else {
        read(client, replica);
      }
      long took = System.nanoTime() - start;
      slowest.accumulateAndGet(took, Math::max);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private void write(String client, URI replica, String value) {
    var call = history.invoke(client, new RegisterModel.Write<>(value));
    Optional<HttpResponse<String>> answer =
        send(request(replica).PUT(BodyPublishers.ofString(value)));
    switch (answer.map(HttpResponse::statusCode).orElse(504)) {
      case 200 -> call.ok(new RegisterModel.Written<>());
      case 503 -> call.failed();
      default -> call.unknown();
    }
  }

  private void read(String client, URI replica) {
    var call = history.invoke(client, new RegisterModel.Read<>());
    Optional<HttpResponse<String>> answer =
        send(request(replica).GET().header("Accept", "text/plain"));
    switch (answer.map(HttpResponse::statusCode).orElse(504)) {
      case 200 -> call.ok(new RegisterModel.Value<>(answer.map(HttpResponse::body)));
      case 404 -> call.ok(new RegisterModel.Value<>(Optional.empty()));
      default -> call.unknown();
    }
  }

  private static HttpRequest.Builder request(URI replica) {
    return HttpRequest.newBuilder(replica.resolve("/v1/registers/shared"))
        .timeout(Duration.ofSeconds(6));
  }

  private Optional<HttpResponse<String>> send(HttpRequest.Builder request) {
    try {
      return Optional.of(http.send(request.build(), BodyHandlers.ofString()));
    } catch (ConnectException unsent) {
      throw new AssertionError("a replica that should run does not", unsent);
    } catch (IOException lost) {
      return Optional.empty();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
