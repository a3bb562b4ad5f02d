package io.quorate.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.store.Operation;
import io.quorate.core.store.Request;
import io.quorate.service.engine.Refusal;
import io.quorate.service.watch.WatchHub;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// The section "Watch" of the contract.
class WatchTest extends ApiTest {
  private static final String NDJSON = "Accept: application/x-ndjson";

  private final List<Stream<String>> opened = new ArrayList<>();

  @Autowired WatchHub hub;

  @AfterEach
  void hangUp() {
    opened.forEach(Stream::close);
    hub.endAll();
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> hub.openWatches() == 0);
  }

  private HttpResponse<Stream<String>> open(String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    for (String header : headers) {
      String[] parts = header.split(": ", 2);
      request.header(parts[0], parts[1]);
    }
    try {
      var response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofLines());
      opened.add(response.body());
      assertThat(response.statusCode()).isEqualTo(200);
      return response;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Iterator<String> lines(String path, String... headers) {
    return open(path, headers).body().iterator();
  }

  private JsonNode next(Iterator<String> lines) {
    return json.readTree(lines.next());
  }

  private static String message(Iterator<String> lines) {
    StringBuilder message = new StringBuilder();
    for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
      message.append(line).append('\n');
    }
    return message.toString();
  }

  @Test
  void aChangeIsOneServerSentEventWithItsRevisionAsId() {
    put("/v1/kv/app/a", "1");
    Iterator<String> lines = lines("/v1/watch?prefix=app/", "Accept: text/event-stream");
    assertThat(message(lines)).isEqualTo("id: 1\nevent: progress\ndata: {\"revision\":1}\n");
    put("/v1/kv/other", "x");
    put("/v1/kv/app/a", "2");
    delete("/v1/kv/app/a");
    assertThat(message(lines))
        .isEqualTo(
            """
            id: 3
            event: change
            data: {"revision":3,"changes":[{"type":"put","key":"app/a","value":"2",\
            "createRevision":1,"modRevision":3,"version":2}]}
            """);
    assertThat(message(lines))
        .isEqualTo(
            """
            id: 4
            event: change
            data: {"revision":4,"changes":[{"type":"delete","key":"app/a","modRevision":4}]}
            """);
  }

  @Test
  void theHeadersKeepProxiesFromHoldingItBack() {
    put("/v1/kv/a", "1");
    var headers = open("/v1/watch?prefix=").headers();
    assertThat(headers.firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
    assertThat(headers.firstValue("Cache-Control")).contains("no-store");
    assertThat(headers.firstValue("X-Accel-Buffering")).contains("no");
    assertThat(headers.firstValue("Quorate-Revision")).contains("1");
    assertThat(headers.firstValue("Quorate-Replica")).contains("a");
  }

  @Test
  void theSameComesAsOneJsonObjectALine() {
    Iterator<String> lines = lines("/v1/watch?key=a", NDJSON);
    assertThat(lines.next()).isEqualTo("{\"event\":\"progress\",\"revision\":0}");
    put("/v1/kv/a", "1");
    assertThat(lines.next())
        .isEqualTo(
            "{\"event\":\"change\",\"revision\":1,\"changes\":[{\"type\":\"put\",\"key\":\"a\","
                + "\"value\":\"1\",\"createRevision\":1,\"modRevision\":1,\"version\":1}]}");
  }

  @Test
  void fromStartsAtThatRevisionAndLastEventIdWinsOverIt() {
    for (int i = 1; i <= 5; i++) {
      put("/v1/kv/k", "v" + i);
    }
    assertThat(next(lines("/v1/watch?key=k&from=3", NDJSON)).path("revision").asLong())
        .isEqualTo(3);
    assertThat(
            next(lines("/v1/watch?key=k&from=3", NDJSON, "Last-Event-ID: 4"))
                .path("revision")
                .asLong())
        .isEqualTo(5);
  }

  @Test
  void severalKeysPrefixesAndARangeMayBeGiven() {
    Iterator<String> lines =
        lines("/v1/watch?prefix=p/&prefix=q/&key=k&key=l&start=x&end=y", NDJSON);
    next(lines);
    for (String key : List.of("p/1", "o", "q/1", "k", "kk", "l", "w", "x", "x9", "y")) {
      put("/v1/kv/" + key, "v");
    }
    for (String key : List.of("p/1", "q/1", "k", "l", "x", "x9")) {
      assertThat(next(lines).at("/changes/0/key").asString()).isEqualTo(key);
    }
  }

  @Test
  void aTransactionArrivesWhole() {
    Iterator<String> lines = lines("/v1/watch?prefix=t/", NDJSON);
    next(lines);
    String txn =
        """
        {"then":[{"put":{"key":"t/1","value":"1"}},{"put":{"key":"u","value":"2"}},\
        {"put":{"key":"t/2","value":"3"}}]}\
        """;
    call("POST", "/v1/txn", HttpRequest.BodyPublishers.ofString(txn), JSON);
    JsonNode change = next(lines);
    assertThat(change.path("changes").size()).isEqualTo(2);
    assertThat(change.at("/changes/0/key").asString()).isEqualTo("t/1");
    assertThat(change.at("/changes/1/key").asString()).isEqualTo("t/2");
  }

  @Test
  void previousIsToldWhereItIsAskedFor() {
    put("/v1/kv/a", "1");
    Iterator<String> lines = lines("/v1/watch?key=a&previous=true&from=1", NDJSON);
    assertThat(next(lines).at("/changes/0").has("previous")).isFalse();
    put("/v1/kv/a", "2");
    next(lines);
    assertThat(next(lines).at("/changes/0/previous/value").asString()).isEqualTo("1");
  }

  @Test
  void whatIsCompactedIsSaidAndTheStreamEnds() {
    for (int i = 1; i <= 5; i++) {
      put("/v1/kv/k", "v" + i);
    }
    engine.write(Request.of(new Operation.Compact(4)), Duration.ofSeconds(1));
    assertThat(open("/v1/watch?key=k&from=2").body())
        .containsExactly("event: compacted", "data: {\"compactRevision\":4}", "");
    Iterator<String> lines = lines("/v1/watch?key=k&from=2&snapshot=true");
    assertThat(message(lines))
        .isEqualTo(
            """
            id: 5
            event: snapshot
            data: {"revision":5,"items":[{"key":"k","value":"v5","createRevision":1,\
            "modRevision":5,"version":5}]}
            """);
    put("/v1/kv/k", "v6");
    message(lines);
    assertThat(message(lines)).startsWith("id: 6\nevent: change\n");
  }

  @Test
  void aSnapshotOfManyKeysIsStillOneMessage() {
    for (int i = 0; i < 600; i++) {
      put("/v1/kv/many/" + i, "v");
    }
    JsonNode snapshot = next(lines("/v1/watch?prefix=many/&prefix=many/1&snapshot=true", NDJSON));
    assertThat(snapshot.path("event").asString()).isEqualTo("snapshot");
    assertThat(snapshot.path("items").size()).isEqualTo(600);
  }

  @Test
  void progressComesWhenOnlyOthersChange() {
    Iterator<String> lines = lines("/v1/watch?key=mine", NDJSON);
    next(lines);
    put("/v1/kv/others", "v");
    JsonNode progress = next(lines);
    assertThat(progress.path("event").asString()).isEqualTo("progress");
    assertThat(progress.path("revision").asLong()).isEqualTo(1);
  }

  @Test
  void whatIsWrongIsAProblemBeforeTheStreamBegins() {
    get("/v1/watch?from=x").problem(400, "invalid-request");
    get("/v1/watch?from=1&from=2").problem(400, "invalid-request");
    get("/v1/watch?key=").problem(400, "invalid-request");
    get("/v1/watch?bogus=1").problem(400, "invalid-request");
    get("/v1/watch", "Last-Event-ID: abc").problem(400, "invalid-request");
    get("/v1/watch", "Accept: application/json").problem(406, "not-acceptable");
    get("/v1/watch?prefix=" + "k".repeat(KEY_LIMIT + 1)).problem(413, "too-large");
    engine.refuseNextRead(new Refusal(Refusal.Kind.NO_QUORUM, "nobody leads"));
    get("/v1/watch").problem(503, "no-quorum");
  }

  @Test
  void moreWatchesThanThereMayBeAreRefused() {
    for (int i = 0; i < 20; i++) {
      lines("/v1/watch?key=k");
    }
    get("/v1/watch?key=k").problem(429, "overloaded");
  }
}
