package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A person with curl: one request, and the whole answer to look at.
final class Caller implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// Writes; a replica that cannot has 2 s to say so.
  HttpResponse<String> put(ReplicaProcess replica, String key, String value) {
    return send(
        request(replica, key)
            .header("Content-Type", "text/plain")
            .PUT(BodyPublishers.ofString(value)));
  }

  HttpResponse<String> get(ReplicaProcess replica, String key) {
    return send(request(replica, key).header("Accept", "text/plain").GET());
  }

  /// Asks for another quorum system; a replica that cannot put it in force has 2 s to say so.
  ///
  /// @param name the idempotency key
  HttpResponse<String> putQuorum(ReplicaProcess replica, String system, String name) {
    return send(
        limited(replica, "/v1/cluster/quorum")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", name)
            .PUT(BodyPublishers.ofString("{\"system\": \"" + system + "\"}")));
  }

  /// What a replica says of the cluster.
  JsonNode cluster(ReplicaProcess replica) {
    return json(replica, "/v1/cluster");
  }

  /// The slots above those that a replica knows chosen, as far as someone has voted in them.
  JsonNode openSlots(ReplicaProcess replica) {
    long chosen = json(replica, "/v1/cluster/log?limit=1").path("chosenSlot").asLong();
    return json(replica, "/v1/cluster/log?from=" + (chosen + 1)).path("items");
  }

  private JsonNode json(ReplicaProcess replica, String path) {
    var request = HttpRequest.newBuilder(replica.url().resolve(path)).timeout(TIMEOUT);
    return JsonMapper.shared().readTree(send(request).body());
  }

  /// The id of the cluster that a replica says it belongs to.
  String clusterId(ReplicaProcess replica) {
    return cluster(replica).path("clusterId").asString();
  }

  private static HttpRequest.Builder request(ReplicaProcess replica, String key) {
    return limited(replica, "/v1/kv/" + key);
  }

  private static HttpRequest.Builder limited(ReplicaProcess replica, String path) {
    return HttpRequest.newBuilder(replica.url().resolve(path))
        .timeout(TIMEOUT.multipliedBy(3))
        .header("Quorate-Timeout-Ms", String.valueOf(TIMEOUT.toMillis()));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Requires an answer that the write was done.
  static void assertWritten(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isIn(200, 201);
  }

  /// Requires a problem that says that nothing was written, or that nobody knows.
  static void assertNotAcknowledged(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isIn(503, 504);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    JsonNode problem = JsonMapper.shared().readTree(response.body());
    assertThat(problem.path("type").asString(""))
        .isIn("/problems/no-quorum", "/problems/not-ready", "/problems/outcome-unknown");
    if (response.statusCode() == 503) {
      assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
