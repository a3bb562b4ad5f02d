package io.quorate.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.store.Outcome;
import io.quorate.core.store.Result;
import io.quorate.service.engine.Refusal;
import io.quorate.service.engine.Submitted;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every row of the contract's table of problems that is not about one header or field.
class ProblemTest extends ApiTest {

  @ParameterizedTest
  @CsvSource({
    "OVERLOADED, 429, overloaded",
    "NO_QUORUM, 503, no-quorum",
    "NOT_READY, 503, not-ready"
  })
  void aRefusalSaysWhenToTryAgain(Refusal.Kind kind, int status, String name) {
    Refusal refusal = new Refusal(kind, "because");
    engine.answerNextWrite(new Submitted.Rejected(refusal));
    Response write = put("/v1/kv/k", "v");
    assertThat(write.problem(status, name).path("detail").asString()).isEqualTo("because");
    assertThat(write.header("Retry-After")).isEqualTo("1");
    engine.refuseNextRead(refusal);
    Response read = get("/v1/kv/k");
    read.problem(status, name);
    assertThat(read.header("Retry-After")).isEqualTo("1");
    assertThat(read.header("Quorate-Consistency")).isEmpty();
  }

  @Test
  void anUnknownOutcomeIs504() {
    engine.answerNextWrite(new Submitted.Unknown());
    Response put = put("/v1/kv/k", "v");
    assertThat(put.problem(504, "outcome-unknown").path("detail").asString())
        .contains("Idempotency-Key");
    engine.answerNextWrite(new Submitted.Unknown());
    delete("/v1/kv/k").problem(504, "outcome-unknown");
  }

  @Test
  void aCommandOutsideTheTimeOfTheLogIs503() {
    engine.answerNextWrite(new Submitted.Applied(new Result(new Outcome.Expired(), 7, false)));
    Response response = put("/v1/kv/k", "v");
    response.problem(503, "not-ready");
    assertThat(response.header("Retry-After")).isEqualTo("1");
    assertThat(response.header("Quorate-Revision")).isEqualTo("7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1",
        "/v2/kv/k",
        "/v1/nothing",
        "/error",
        "/v1/cluster/nothing",
        "/favicon.ico",
        "/actuator/env"
      })
  void anUnknownRouteIs404(String path) {
    get(path).problem(404, "not-found");
    get(path, "Accept: text/html").problem(404, "not-found");
  }

  @Test
  void anotherMethodIs405AndSaysWhichAreServed() {
    Response post = call("POST", "/v1/kv/k", BodyPublishers.ofString("v"));
    assertThat(post.problem(405, "method-not-allowed").path("detail").asString())
        .isEqualTo("POST is not served here; DELETE, GET, HEAD, OPTIONS, PUT are.");
    assertThat(post.header("Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PUT");
    assertThat(delete("/v1/cluster").header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(get("/v1/cluster/quorum/check").header("Allow")).isEqualTo("OPTIONS, POST");
    call("PATCH", "/v1/kv/k", BodyPublishers.ofString("v")).problem(405, "method-not-allowed");
    put("/v1/cluster", "v").problem(405, "method-not-allowed");
    call("TRACE", "/v1/kv/k", BodyPublishers.noBody()).problem(405, "method-not-allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/kv/k HTTP/1.1\r\nConnection: close\r\n\r\n", // no Host
        "GET /v1/kv/k HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
        "GET /v1/kv/k HTTP/1.1\r\nHost: a\r\nno colon\r\nConnection: close\r\n\r\n",
        "PUT /v1/kv/k HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\nConnection: close\r\n\r\n",
        "PUT /v1/kv/k HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: x\r\nConnection: close\r\n\r\n",
        "PUT /v1/kv/k HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n",
        "G<T /v1/kv/k HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /v1/kv/k HTTP/9\r\nHost: a\r\nConnection: close\r\n\r\n"
      })
  void brokenHttpIsAProblemToo(String request) {
    isProblemOfHttp(RawHttp.send(port, request));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
        "Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n",
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nabc\r\n"
      })
  void aBodyThatDoesNotComeAsItIsFramedIs400(String rest) {
    RawHttp answer =
        RawHttp.send(port, "PUT /v1/kv/k HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + rest);
    assertThat(answer.status()).isEqualTo(400);
    isProblemOfHttp(answer);
  }

  /// A line without a protocol is HTTP/0.9, whose answers have no head.
  @Test
  void whatIsNoHttpGetsAProblemForABody() {
    assertThat(RawHttp.send(port, "nonsense\r\n\r\n").body()).startsWith("{\"type\":\"/problems/");
  }

  @Test
  void aHeadThatIsTooLargeIs413() {
    RawHttp line = RawHttp.send(port, "GET", "/v1/kv/" + "x".repeat(100_000));
    isProblemOfHttp(line);
    assertThat(line.status()).isEqualTo(413);
    assertThat(line.body()).contains("/problems/too-large", "\"limit\":" + KEY_LIMIT);
    Response headers = get("/v1/kv/k", "X-Long: " + "x".repeat(20_000));
    assertThat(headers.problem(413, "too-large").path("limit").asInt()).isEqualTo(16_384);
  }

  @Test
  void anUnknownExpectationIs417() {
    RawHttp answer =
        RawHttp.send(
            port,
            "PUT /v1/kv/k HTTP/1.1\r\nHost: a\r\nExpect: a miracle\r\nConnection: close\r\n\r\n");
    isProblemOfHttp(answer);
    assertThat(answer.status()).isEqualTo(417);
    assertThat(answer.body()).contains("/problems/expectation-failed", "100-continue");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/kv/k", "/v1/cluster", "/v1/cluster/log", "/v1/registers/k"})
  void aFormThatNothingIsGivenInIs406(String path) {
    put("/v1/registers/k", "v");
    get(path, "Accept: image/png").problem(406, "not-acceptable");
  }

  private void isProblemOfHttp(RawHttp response) {
    assertThat(response.status()).isBetween(400, 501);
    assertThat(response.head())
        .contains("content-type: application/problem+json", "quorate-replica: a");
    assertThat(response.body()).startsWith("{\"type\":\"/problems/").doesNotContain("Exception");
    assertThat(engine.writes()).isEmpty();
  }

  @Test
  void aFailureInsideIs500WithoutAStackTrace() {
    engine.failNextRead(new IllegalStateException("a secret"));
    Response response = get("/v1/kv/k");
    response.problem(500, "internal-error");
    assertThat(response.text()).doesNotContain("secret", "Exception", "at io.quorate");
  }
}
