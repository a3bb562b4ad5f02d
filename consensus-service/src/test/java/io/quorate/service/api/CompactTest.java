package io.quorate.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `POST /v1/compact`, and keys as they stood at a revision; the key `k` was created by revision 1,
/// replaced by 2, deleted by 3 and created again by 4.
class CompactTest extends ApiTest {

  @BeforeEach
  void makeHistory() {
    put("/v1/kv/k", "one");
    put("/v1/kv/k", "two");
    delete("/v1/kv/k");
    put("/v1/kv/k", "three");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | {"key":"k","value":"one","createRevision":1,"modRevision":1,"version":1}   | "1"
          2 | {"key":"k","value":"two","createRevision":1,"modRevision":2,"version":2}   | "2"
          4 | {"key":"k","value":"three","createRevision":4,"modRevision":4,"version":1} | "4"
          """)
  void aKeyIsShownAsItStood(int revision, String entry, String tag) {
    Response then = get("/v1/kv/k?revision=" + revision);
    assertThat(then.status()).isEqualTo(200);
    assertThat(then.text()).isEqualTo(entry);
    assertThat(then.header("ETag")).isEqualTo(tag);
    assertThat(then.header("Quorate-Revision")).isEqualTo("" + revision);
    assertThat(get("/v1/kv/k?revision=" + revision, "If-None-Match: " + tag).status())
        .isEqualTo(304);
    assertThat(get("/v1/kv/k?revision=" + revision, "Accept: text/plain").text())
        .isEqualTo(then.body().path("value").asString());
  }

  @Test
  void aKeyThatWasNotThereThenIs404() {
    Response before = get("/v1/kv/k?revision=0");
    before.problem(404, "not-found");
    assertThat(before.header("Quorate-Revision")).isEqualTo("0");
    get("/v1/kv/k?revision=3").problem(404, "not-found");
  }

  @Test
  void aRevisionThatIsYetToComeIs400() {
    assertThat(get("/v1/kv/k?revision=5").blames("revision")).contains("latest is 4");
  }

  @Test
  void historyBelowTheRevisionIsGone() {
    Response compacted = post("/v1/compact", "{\"revision\":3}");
    assertThat(compacted.status()).isEqualTo(200);
    assertThat(compacted.text()).isEqualTo("{\"compactRevision\":3}");
    assertThat(compacted.header("Quorate-Revision")).as("no revision of its own").isEqualTo("4");
    Response gone = get("/v1/kv/k?revision=2");
    assertThat(gone.problem(410, "compacted").path("compactRevision").asInt()).isEqualTo(3);
    get("/v1/kv/k?revision=0").problem(410, "compacted");
    get("/v1/kv/k?revision=3").problem(404, "not-found");
    assertThat(get("/v1/kv/k").body().path("value").asString()).isEqualTo("three");
  }

  @ParameterizedTest
  @CsvSource({"0,3", "1,3", "3,3", "4,4"})
  void whatIsForgottenStaysForgotten(int revision, int compactRevision) {
    post("/v1/compact", "{\"revision\":3}");
    assertThat(post("/v1/compact", "{\"revision\":" + revision + "}").text())
        .isEqualTo("{\"compactRevision\":" + compactRevision + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"revision":5}                | revision
          {"revision":-1}               | revision
          {"revision":1.5}              | revision
          {"revision":"1"}              | revision
          {"revision":null}             | revision
          {"revision":9007199254740992} | revision
          {}                            | revision
          {"revision":1,"keep":2}       | keep
          []                            | body
          7                             | body
          null                          | body
          ``                            | body
          {"revision":1                 | body
          {"revision":1} {}             | body
          {"revision":1,"revision":1}   | body
          """)
  void anythingElseIs400(String body, String blamed) {
    post("/v1/compact", body).blames(blamed);
    assertThat(get("/v1/kv/k?revision=1").status()).isEqualTo(200);
  }

  @Test
  void itIsAWriteAsAnyOther() {
    post("/v1/compact", "{\"revision\":2}", "Idempotency-Key: c");
    post("/v1/compact", "{\"revision\":4}");
    Response again = post("/v1/compact", "{\"revision\":2}", "Idempotency-Key: c");
    assertThat(again.text()).isEqualTo("{\"compactRevision\":2}");
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    post("/v1/compact", "{\"revision\":3}", "Idempotency-Key: c")
        .problem(422, "idempotency-key-reused");
    post("/v1/compact", "{\"revision\":3}", "Quorate-Fence: jobs=1").problem(412, "stale-fence");
    post("/v1/compact", " ".repeat(2_000)).problem(413, "too-large");
    get("/v1/compact").problem(405, "method-not-allowed");
  }
}
