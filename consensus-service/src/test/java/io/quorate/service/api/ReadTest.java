package io.quorate.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.service.engine.Consistency;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How a read says what it wants: consistency, patience, and the form of the answer.
class ReadTest extends ApiTest {
  private static final byte[] NO_UTF_8 = {(byte) 0xff, 0, (byte) 0xc3};

  @Test
  void theConsistencyIsTheCallersChoice() {
    put("/v1/kv/k", "v");
    Response stale = get("/v1/kv/k?consistency=stale");
    assertThat(engine.consistency()).contains(new Consistency.Stale());
    assertThat(stale.header("Quorate-Consistency")).isEqualTo("stale");
    Response linearizable = get("/v1/kv/k?consistency=linearizable");
    assertThat(engine.consistency()).contains(new Consistency.Linearizable());
    assertThat(linearizable.header("Quorate-Consistency")).isEqualTo("linearizable");
    Response atLeast = get("/v1/kv/k?minRevision=1");
    assertThat(engine.consistency()).contains(new Consistency.AtLeast(1));
    assertThat(atLeast.header("Quorate-Consistency")).isEqualTo("minRevision");
    get("/v1/kv/k?consistency=stale&minRevision=1");
    assertThat(engine.consistency()).contains(new Consistency.AtLeast(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          consistency=strong                     | consistency
          consistency=                           | consistency
          consistency=stale&consistency=stale    | consistency
          minRevision=-1                         | minRevision
          minRevision=x                          | minRevision
          minRevision=                           | minRevision
          minRevision=9007199254740992           | minRevision
          minRevision=1&consistency=linearizable | minRevision
          revision=-1                            | revision
          """)
  void aBadParameterIs400(String query, String blamed) {
    get("/v1/kv/k?" + query).blames(blamed);
    assertThat(engine.consistency()).isEmpty();
  }

  @Test
  void theDeadlineIsTheCallersChoiceUpToAMinute() {
    get("/v1/kv/k");
    assertThat(engine.timeout()).contains(Duration.ofSeconds(5));
    get("/v1/kv/k", "Quorate-Timeout-Ms: 1");
    assertThat(engine.timeout()).contains(Duration.ofMillis(1));
    put("/v1/kv/k", "v", "Quorate-Timeout-Ms: 250");
    assertThat(engine.timeout()).contains(Duration.ofMillis(250));
    delete("/v1/kv/k", "Quorate-Timeout-Ms: 60001");
    assertThat(engine.timeout()).contains(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "1.5", "", "1s", "99999999999999999999"})
  void aBadDeadlineIs400(String timeout) {
    String header = "Quorate-Timeout-Ms: " + timeout;
    get("/v1/kv/k", header).blames("Quorate-Timeout-Ms");
    put("/v1/kv/k", "v", header).blames("Quorate-Timeout-Ms");
    delete("/v1/kv/k", header).blames("Quorate-Timeout-Ms");
    assertThat(engine.writes()).isEmpty();
  }

  @Test
  void aValueThatIsNoUtf8IsBase64() {
    call("PUT", "/v1/kv/k", BodyPublishers.ofByteArray(NO_UTF_8));
    assertThat(get("/v1/kv/k").body().path("valueBase64").asString()).isEqualTo("/wDD");
    assertThat(get("/v1/kv/k").body().has("value")).isFalse();
    put("/v1/kv/k", "\uFFFD\0");
    assertThat(get("/v1/kv/k").body().path("value").asString()).isEqualTo("\uFFFD\0");
    assertThat(get("/v1/kv/k").body().has("valueBase64")).isFalse();
  }

  @Test
  void rawIsTheValueAndItsHeaders() {
    put("/v1/kv/k", "ü");
    Response bytes = get("/v1/kv/k", "Accept: application/octet-stream");
    assertThat(bytes.status()).isEqualTo(200);
    assertThat(bytes.bytes()).isEqualTo("ü".getBytes(UTF_8));
    assertThat(bytes.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(bytes.header("ETag")).isEqualTo("\"1\"");
    assertThat(bytes.header("Quorate-Create-Revision")).isEqualTo("1");
    assertThat(bytes.header("Quorate-Mod-Revision")).isEqualTo("1");
    assertThat(bytes.header("Quorate-Version")).isEqualTo("1");
    assertThat(bytes.header("Quorate-Revision")).isEqualTo("1");
    assertThat(bytes.header("X-Content-Type-Options")).isEqualTo("nosniff");
    Response text = get("/v1/kv/k", "Accept: text/plain");
    assertThat(text.text()).isEqualTo("ü");
    assertThat(text.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
  }

  @Test
  void rawBytesAreNeverCalledText() {
    call("PUT", "/v1/kv/k", BodyPublishers.ofByteArray(NO_UTF_8));
    Response text = get("/v1/kv/k", "Accept: text/plain");
    assertThat(text.bytes()).isEqualTo(NO_UTF_8);
    assertThat(text.header("Content-Type")).isEqualTo("application/octet-stream");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          */*                                              | application/json
          application/json                                 | application/json
          application/*                                    | application/json
          application/json, text/plain, */*                | application/json
          text/html,application/xhtml+xml,*/*;q=0.8        | application/json
          text/plain, */*                                  | text/plain;charset=UTF-8
          text/*                                           | text/plain;charset=UTF-8
          text/plain;q=0.5, application/json               | application/json
          text/plain;q=0.9, application/octet-stream;q=0.8 | text/plain;charset=UTF-8
          application/json;q=0, */*                        | application/octet-stream
          """)
  void theFormIsTheOneThatIsLikedBest(String accept, String contentType) {
    put("/v1/kv/k", "v");
    assertThat(get("/v1/kv/k", "Accept: " + accept).header("Content-Type")).isEqualTo(contentType);
  }

  @Test
  void noFormThatIsAcceptedIs406AndNonsenseIs400() {
    put("/v1/kv/k", "v");
    get("/v1/kv/k", "Accept: image/png").problem(406, "not-acceptable");
    get("/v1/kv/k", "Accept: nonsense").blames("Accept");
  }

  @Test
  void aProblemIsAProblemWhateverIsAccepted() {
    get("/v1/kv/nothing", "Accept: text/plain").problem(404, "not-found");
    get("/v1/kv/nothing", "Accept: text/html").problem(406, "not-acceptable");
    get("/v1/nothing", "Accept: text/html").problem(404, "not-found");
  }
}
