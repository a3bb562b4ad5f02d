package io.quorate.service.process;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Any route over HTTP/1.1. Safe for use by many threads.
final class PlainHttp implements AutoCloseable {
  /// What a request becomes whose answer never came.
  static final int LOST = 0;

  private static final Set<Integer> UNDECIDED = Set.of(LOST, 429, 503, 504);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(20);

  private final List<ReplicaProcess> replicas;
  private final AtomicInteger next = new AtomicInteger();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  /// What came back.
  ///
  /// @param status [#LOST] when nothing did
  record Reply(int status, JsonNode body) {
    long number(String field) {
      return body.required(field).asLong();
    }
  }

  PlainHttp(List<ReplicaProcess> replicas) {
    this.replicas = replicas;
  }

  /// Sends a request once.
  ///
  /// @param body JSON, or empty
  Reply send(ReplicaProcess replica, String method, String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(replica.url().resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    for (String header : headers) {
      String[] parts = header.split(": ", 2);
      request.header(parts[0], parts[1]);
    }
    try {
      return reply(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException lost) {
      return new Reply(LOST, MissingNode.getInstance());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Reply reply(HttpResponse<String> response) {
    String body = response.body();
    return new Reply(
        response.statusCode(),
        body.isEmpty() ? MissingNode.getInstance() : JsonMapper.shared().readTree(body));
  }

  /// Repeats a request, at one replica after the other, until it is known what became of it. A
  /// write has to have a name, so that its repetition does nothing more.
  Reply untilKnown(String method, String path, String body, String... headers) {
    while (true) {
      ReplicaProcess replica = replicas.get(Math.floorMod(next.getAndIncrement(), replicas.size()));
      Reply reply = send(replica, method, path, body, headers);
      if (!UNDECIDED.contains(reply.status())) {
        return reply;
      }
      LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
