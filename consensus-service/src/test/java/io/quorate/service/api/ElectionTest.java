package io.quorate.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.lock.LockName;
import io.quorate.service.engine.LockNews;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/// `/v1/elections`, as the contract has it.
class ElectionTest extends ApiTest {
  private static final LockName E = new LockName(LockName.Kind.ELECTION, "e");

  @Autowired LockNews news;

  private Response stand(String candidate, String value) {
    return post(
        "/v1/elections/e",
        "{\"candidate\":\"%s\",\"value\":\"%s\",\"ttlSeconds\":9}".formatted(candidate, value));
  }

  private static String leader(String candidate, String value, int token, int lease) {
    return "{\"name\":\"e\",\"candidate\":\"%s\",\"value\":\"%s\",\"token\":%d,\"leaseId\":%d,\"acquiredRevision\":0}"
        .formatted(candidate, value, token, lease);
  }

  @Test
  void theFirstCandidateLeads() {
    get("/v1/elections/e").problem(404, "not-found");
    Response elected = stand("a", "http://a");
    assertThat(elected.status()).isEqualTo(200);
    assertThat(elected.text()).isEqualTo(leader("a", "http://a", 1, 1));
    assertThat(get("/v1/elections/e").text()).isEqualTo(leader("a", "http://a", 1, 1));
    get("/v1/locks/e").problem(404, "not-found");
  }

  @Test
  void theSecondIs409WithTheLeader() {
    stand("a", "x");
    assertThat(stand("b", "y").problem(409, "lock-held").path("holder").toString())
        .isEqualTo(leader("a", "x", 1, 1));
  }

  @Test
  void aValueMayBeAnyBytesOrNone() {
    Response bytes =
        post("/v1/elections/e", "{\"candidate\":\"a\",\"valueBase64\":\"/w==\",\"ttlSeconds\":9}");
    assertThat(bytes.body().path("valueBase64").asString()).isEqualTo("/w==");
    Response none = post("/v1/elections/f", "{\"candidate\":\"a\",\"ttlSeconds\":9}");
    assertThat(none.body().has("value")).isFalse();
    assertThat(none.body().has("valueBase64")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"ttlSeconds":9}                                          | candidate   | is required
          {"candidate":"a"}                                         | ttlSeconds  | is required, or leaseId
          {"candidate":"a","ttlSeconds":9,"leaseId":1}              | ttlSeconds  | is for a lease of its own
          {"candidate":"a","ttlSeconds":9,"value":7}                | value       | must be a string
          {"candidate":"a","ttlSeconds":9,"value":"","valueBase64":""} | valueBase64 | there is value already
          {"candidate":"a","ttlSeconds":9,"valueBase64":"?"}        | valueBase64 | must be a string in Base64
          {"candidate":"a","ttlSeconds":9,"owner":"a"}              | owner       | unknown field
          """)
  void aBadCandidacyIs400(String body, String field, String message) {
    assertThat(post("/v1/elections/e", body).blames(field)).startsWith(message);
    assertThat(engine.writes()).isEmpty();
  }

  @Test
  void aValueThatIsTooLargeIs413() {
    assertThat(
            stand("a", "x".repeat(VALUE_LIMIT + 1)).problem(413, "too-large").path("limit").asInt())
        .isEqualTo(VALUE_LIMIT);
    assertThat(stand("a", "x".repeat(VALUE_LIMIT)).status()).isEqualTo(200);
  }

  @Test
  void onlyTheLeaderPublishes() {
    stand("a", "x");
    Response published = putJson("/v1/elections/e?token=1", "{\"value\":\"y\"}");
    assertThat(published.status()).isEqualTo(200);
    assertThat(published.text()).isEqualTo(leader("a", "y", 1, 1));
    putJson("/v1/elections/e?token=2", "{\"value\":\"z\"}").problem(412, "stale-fence");
    putJson("/v1/elections/e", "{\"value\":\"z\"}").blames("token");
    putJson("/v1/elections/e?token=1", "{}").blames("value");
    assertThat(get("/v1/elections/e").body().path("value").asString()).isEqualTo("y");
  }

  @Test
  void onlyTheLeaderResigns() {
    stand("a", "x");
    delete("/v1/elections/e?token=2").problem(412, "stale-fence");
    delete("/v1/elections/e").blames("token");
    assertThat(delete("/v1/elections/e?token=1").text())
        .isEqualTo("{\"name\":\"e\",\"released\":true,\"token\":1}");
    get("/v1/elections/e").problem(404, "not-found");
  }

  @Test
  void aCandidateThatWaitsLeadsNext() throws Exception {
    stand("a", "x");
    var waiting =
        CompletableFuture.supplyAsync(() ->
            post(
                "/v1/elections/e",
                "{\"candidate\":\"b\",\"value\":\"y\",\"ttlSeconds\":9,\"waitSeconds\":60}"));
    new Queues(engine, news).awaitWaiting(E, 1);
    delete("/v1/elections/e?token=1");
    assertThat(waiting.get().text()).isEqualTo(leader("b", "y", 2, 2));
  }

  private BufferedReader observe(String path, String accept) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Accept", accept)
            .build();
    try {
      var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
      check(response, accept);
      return new BufferedReader(new InputStreamReader(response.body(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void check(HttpResponse<?> response, String accept) {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(accept);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(response.headers().firstValue("Quorate-Revision")).isPresent();
  }

  @Test
  void anObserverIsToldTheLeaderNowAndEachChangeInOrder() throws IOException {
    stand("a", "x");
    try (var lines = observe("/v1/elections/e/observe", "text/event-stream")) {
      assertThat(event(lines)).containsExactly("id: 1", "event: leader", data("a", "x", 1, 1));
      stand("b", "refused");
      putJson("/v1/elections/e?token=1", "{\"value\":\"x\"}");
      putJson("/v1/elections/e?token=1", "{\"value\":\"y\"}");
      delete("/v1/elections/e?token=1");
      stand("c", "z");
      assertThat(event(lines)).containsExactly("id: 1", "event: leader", data("a", "y", 1, 1));
      assertThat(event(lines)).containsExactly("event: vacant", "data: {\"name\":\"e\"}");
      assertThat(event(lines)).containsExactly("id: 2", "event: leader", data("c", "z", 2, 2));
    }
  }

  private static String data(String candidate, String value, int token, int lease) {
    return "data: " + leader(candidate, value, token, lease);
  }

  private static java.util.List<String> event(BufferedReader lines) throws IOException {
    var event = new java.util.ArrayList<String>();
    for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
      event.add(line);
    }
    return event.contains("event: progress") ? event(lines) : event;
  }

  @Test
  void anObserverMayHaveALineOfJsonForEach() throws IOException {
    try (var lines = observe("/v1/elections/a/b/observe", "application/x-ndjson")) {
      assertThat(lines.readLine()).isEqualTo("{\"event\":\"vacant\",\"name\":\"a/b\"}");
      post("/v1/elections/a/b", "{\"candidate\":\"c\",\"ttlSeconds\":9}");
      assertThat(lines.readLine())
          .isEqualTo(
              "{\"event\":\"leader\",\"name\":\"a/b\",\"candidate\":\"c\",\"token\":1,\"leaseId\":1,\"acquiredRevision\":0}");
    }
  }

  @Test
  void anObserverThatWantsAnythingElseIs406() {
    get("/v1/elections/e/observe", "Accept: application/json").problem(406, "not-acceptable");
    get("/v1/elections/e/observe", "Accept: ;").blames("Accept");
    get("/v1/elections/e/observe?consistency=none").blames("consistency");
  }

  @Test
  void anElectionMayBeNamedLikeTheRoute() {
    post("/v1/elections/x%2fobserve", "{\"candidate\":\"c\",\"ttlSeconds\":9}");
    assertThat(get("/v1/elections/x%2fobserve").body().path("name").asString())
        .isEqualTo("x/observe");
  }
}
