package io.quorate.service.process;

import io.quorate.testkit.history.KvAnswer;
import io.quorate.testkit.history.KvAnswer.Entry;
import io.quorate.testkit.history.KvCall;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// `/v1/kv/{key}` over HTTP/1.1, one request at a time and without a retry of its own.
///
/// Safe for use by many threads.
final class KvHttp implements AutoCloseable {

  private final JsonMapper json = JsonMapper.shared();
  private final Duration timeout;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  /// @param timeout how long a replica may work on a request; a little longer and it is given up
  KvHttp(Duration timeout) {
    this.timeout = timeout;
  }

  /// Sends a request and waits for its end.
  ///
  /// @param idempotencyKey empty for none
  /// @throws AssertionError on an answer that the contract does not know
  Attempt attempt(URI replica, KvCall call, Optional<String> idempotencyKey) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(replica.resolve("/v1/kv/" + call.key()))
            .timeout(timeout.plusMillis(500))
            .header("Quorate-Timeout-Ms", String.valueOf(timeout.toMillis()));
    idempotencyKey.ifPresent(key -> request.header("Idempotency-Key", key));
    prepare(request, call);
    try {
      return read(call, http.send(request.build(), BodyHandlers.ofString()));
    } catch (ConnectException | HttpConnectTimeoutException unsent) {
      return new Attempt.Refused("not connected: " + unsent);
    } catch (IOException lost) {
      return new Attempt.Unclear(lost.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Attempt.Unclear("interrupted");
    }
  }

  private void prepare(HttpRequest.Builder request, KvCall call) {
    switch (call) {
      case KvCall.Get _ -> request.GET();
      case KvCall.Put put -> {
        String body = json.writeValueAsString(Map.of("value", put.value()));
        request.header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body));
        condition(request, put.condition());
      }
      case KvCall.Delete delete -> {
        request.DELETE();
        condition(request, delete.condition());
      }
    }
  }

  private static void condition(HttpRequest.Builder request, KvCall.Condition condition) {
    switch (condition) {
      case KvCall.Always _ -> {}
      case KvCall.IfAbsent _ -> request.header("If-None-Match", "*");
      case KvCall.IfMatch match -> request.header("If-Match", "\"" + match.modRevision() + "\"");
    }
  }

  private Attempt read(KvCall call, HttpResponse<String> response) {
    boolean replayed = response.headers().firstValue("Idempotency-Replayed").isPresent();
    JsonNode body =
        response.body().isEmpty() ? MissingNode.getInstance() : json.readTree(response.body());
    boolean absent = response.statusCode() == 404 && call instanceof KvCall.Get;
    if (absent) {
      return new Attempt.Answered(new KvAnswer.Absent(), body, replayed);
    }
    return switch (response.statusCode()) {
      case 200, 201 -> new Attempt.Answered(answer(call, response, body), body, replayed);
      case 412 -> new Attempt.Answered(refused(body.path("current")), body, replayed);
      case 429, 503 -> new Attempt.Refused(response.body());
      case 504 -> new Attempt.Unclear(response.body());
      default ->
          throw new AssertionError(
              "%s at %s: %d %s"
                  .formatted(call, response.uri(), response.statusCode(), response.body()));
    };
  }

  private static KvAnswer answer(KvCall call, HttpResponse<String> response, JsonNode body) {
    return switch (call) {
      case KvCall.Get _ -> new KvAnswer.Found(entry(body));
      case KvCall.Put _ ->
          new KvAnswer.Stored(body.required("revision").asLong(), response.statusCode() == 201);
      case KvCall.Delete _ ->
          body.required("deleted").asInt() == 0
              ? new KvAnswer.NothingToDelete()
              : new KvAnswer.Deleted(body.required("revision").asLong());
    };
  }

  private static KvAnswer refused(JsonNode current) {
    return new KvAnswer.PreconditionFailed(
        current.isObject() ? Optional.of(entry(current)) : Optional.empty());
  }

  private static Entry entry(JsonNode body) {
    return new Entry(body.required("value").asString(), body.required("modRevision").asLong());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
