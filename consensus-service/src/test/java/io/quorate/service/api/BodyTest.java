package io.quorate.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.store.Operation;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Values on their way in: raw or as JSON, never changed, never more than the limit.
class BodyTest extends ApiTest {
  private static final byte[] NO_UTF_8 = {(byte) 0xff, 0, (byte) 0xc3};

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/octet-stream",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "no type at all"
      })
  void aBodyThatIsNotJsonIsTheValue(String contentType) {
    assertThat(put("/v1/kv/k", "a=b&{\"value\":1}", "Content-Type: " + contentType).status())
        .isEqualTo(201);
    assertThat(stored()).asString(UTF_8).isEqualTo("a=b&{\"value\":1}");
  }

  @Test
  void aBodyWithoutAContentTypeIsTheValueToo() {
    put("/v1/kv/k", "{\"value\":\"x\"}");
    assertThat(stored()).asString(UTF_8).isEqualTo("{\"value\":\"x\"}");
    assertThat(call("PUT", "/v1/kv/empty", BodyPublishers.noBody()).status()).isEqualTo(201);
    assertThat(stored()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "APPLICATION/JSON; charset=utf-8",
        "application/vnd.acme+json"
      })
  void jsonIsRecognisedHoweverItIsWritten(String contentType) {
    put("/v1/kv/k", "{\"value\":\"x\"}", "Content-Type: " + contentType);
    assertThat(stored()).asString(UTF_8).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"value": x}       | malformed JSON at line 1, column 11, in value: Unrecognized token 'x'
          {"value": "a" "b"} | malformed JSON at line 1, column 15, in value: Unexpected character
          {"value": "a"      | malformed JSON at line 1, column 14, in value: Unexpected end-of-input
          {                  | malformed JSON at line 1, column 2: Unexpected end-of-input
          """)
  void malformedJsonIsSaidToBeWhereItIs(String body, String why) {
    String said = putJson("/v1/kv/k", body).blames("body");
    assertThat(said).startsWith(why).doesNotContain("Source", "REDACTED");
    put("/v1/registers/k", body, JSON).blames("body");
    assertThat(engine.writes()).isEmpty();
  }

  @Test
  void jsonTakesTextOrBase64() {
    assertThat(putJson("/v1/kv/k", "{\"value\":\"\\u00fc\\ud83d\\ude00\\u0000\"}").status())
        .isEqualTo(201);
    assertThat(stored()).asString(UTF_8).isEqualTo("ü😀\0");
    String base64 = Base64.getEncoder().encodeToString(NO_UTF_8);
    assertThat(putJson("/v1/kv/k", "{\"valueBase64\":\"" + base64 + "\"}").status()).isEqualTo(200);
    assertThat(stored()).isEqualTo(NO_UTF_8);
    assertThat(putJson("/v1/kv/k", "{\"value\":\"\"}").status()).isEqualTo(200);
    assertThat(stored()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"value":"x","valueBase64":"eA=="} | valueBase64
          {"valueBase64":"eA==","value":"x"} | value
          {"value":"x","value":"y"}          | value
          {}                                 | value
          {"value":null}                     | value
          {"value":5}                        | value
          {"value":true}                     | value
          {"value":["x"]}                    | value
          {"value":{"a":[1]}}                | value
          {"value":"\\ud800"}                | value
          {"valueBase64":"%%"}               | valueBase64
          {"value":"x","colour":"red"}       | colour
          {"value":"x","leaseId":0}          | leaseId
          {"value":"x","leaseId":"7"}        | leaseId
          {"Value":"x"}                      | Value
          []                                 | body
          "x"                                | body
          null                               | body
          `` | body
          {"value":"x"                       | body
          {"value":"x"}}                     | body
          {"value":"x"} {}                   | body
          {"value":"x",}                     | body
          {'value':'x'}                      | body
          nonsense                           | body
          """)
  void jsonThatIsNotRightIsRefusedAndBlamed(String body, String field) {
    putJson("/v1/kv/k", body).blames(field);
    assertThat(engine.writes()).isEmpty();
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    Response response = putJson("/v1/kv/k", "{\"a\":1,\"value\":2,\"leaseId\":-3}");
    assertThat(response.problem(400, "invalid-request").path("errors").toString())
        .isEqualTo(
            "[{\"field\":\"a\",\"message\":\"unknown field\"},"
                + "{\"field\":\"value\",\"message\":\"must be a string\"},"
                + "{\"field\":\"leaseId\",\"message\":\"must be the id of a lease\"}]");
  }

  @Test
  void malformedUtf8InJsonIsRefused() {
    byte[] body = "{\"value\":\"?\"}".getBytes(UTF_8);
    body[10] = (byte) 0xff;
    call("PUT", "/v1/kv/k", BodyPublishers.ofByteArray(body), JSON).blames("body");
  }

  @Test
  void aValueMayHaveExactlyTheLimit() {
    assertThat(put("/v1/kv/k", "x".repeat(VALUE_LIMIT)).status()).isEqualTo(201);
    assertThat(
            putJson("/v1/kv/k", "{\"value\":\"" + "\\u0001".repeat(VALUE_LIMIT) + "\"}").status())
        .isEqualTo(200);
    assertThat(stored()).hasSize(VALUE_LIMIT);
  }

  @ParameterizedTest
  @ValueSource(ints = {VALUE_LIMIT + 1, 100_000, 3_000_000})
  void aLargerValueIs413HoweverItComes(int size) {
    String value = "x".repeat(size);
    put("/v1/kv/k", value).problem(413, "too-large");
    String inJson = "{\"value\":\"" + value + "\"}";
    putJson("/v1/kv/k", inJson).problem(413, "too-large");
    Response response = call("PUT", "/v1/kv/k", chunked(value));
    assertThat(response.problem(413, "too-large").path("limit").asInt()).isEqualTo(VALUE_LIMIT);
    call("PUT", "/v1/kv/k", chunked(inJson), JSON).problem(413, "too-large");
    assertThat(engine.writes()).isEmpty();
  }

  @Test
  void aBodyThatIsRefusedNeedNotBeSent() {
    RawHttp refused =
        RawHttp.send(
            port,
            """
            PUT /v1/kv/k HTTP/1.1\r
            Host: x\r
            Content-Length: 1000000000\r
            Expect: 100-continue\r
            Connection: close\r
            \r
            """);
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.body()).contains("/problems/too-large");
  }

  @Test
  void aChunkedBodyWithinTheLimitIsTaken() {
    assertThat(call("PUT", "/v1/kv/k", chunked("abc")).status()).isEqualTo(201);
    assertThat(stored()).asString(UTF_8).isEqualTo("abc");
  }

  @Test
  void anEncodedBodyIs415InsteadOfBeingStoredAsItIs() {
    put("/v1/kv/k", "x", "Content-Encoding: gzip").problem(415, "unsupported-media-type");
  }

  /// A body that does not say how long it is.
  private static BodyPublisher chunked(String body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8)));
  }

  /// The value that reached the log last.
  private byte[] stored() {
    return switch (engine.writes().getLast().operation()) {
      case Operation.Put put -> put.value();
      case Operation other -> throw new AssertionError("no put: " + other);
    };
  }
}
