package io.quorate.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A key reaches the log exactly as the path names it, or it is refused: nothing on the way may
/// decode, normalise or strip it in silence.
class KeyTest extends ApiTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          k              | k
          app/db/url     | app/db/url
          app%2Fdb%2furl | app/db/url
          a/             | a/
          /a             | /a
          //a//b//       | //a//b//
          %2F            | /
          a;b=c;d        | a;b=c;d
          a%3Bb          | a;b
          a;jsessionid=1 | a;jsessionid=1
          a+b            | a+b
          a%2Bb          | a+b
          a%20b          | `a b`
          %20            | ` `
          a%25b          | a%b
          a%252Fb        | a%2Fb
          a%5Cb          | a\\b
          a%3Fb%23c      | a?b#c
          a:b@c!$&'()*,= | a:b@c!$&'()*,=
          .a/b./...      | .a/b./...
          %2E            | .
          %2E%2E/x       | ../x
          a%2F..%2Fb     | a/../b
          a%2F.          | a/.
          %7Ba%7D        | {a}
          %C3%BC         | ü
          %E2%82%AC/%F0%9F%98%80 | €/😀
          %EF%BF%BD      | \uFFFD
          """)
  void isTakenLiterally(String path, String key) {
    Response stored = put("/v1/kv/" + path, "v");
    assertThat(stored.status()).as(stored.text()).isEqualTo(201);
    assertThat(keysWritten()).containsExactly(key);
    assertThat(stored.body().path("key").asString()).isEqualTo(key);
    assertThat(get("/v1/kv/" + path).body().path("key").asString()).isEqualTo(key);
    assertThat(delete("/v1/kv/" + path).body().path("deleted").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // empty
        "a%0Ab",
        "a%09b",
        "%7F",
        "%C2%80" // control characters
      })
  void isRefusedWhenItIsNoPlainText(String path) {
    put("/v1/kv/" + path, "v").blames("key");
    get("/v1/kv/" + path).blames("key");
    assertThat(engine.writes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/../b", "a/..", "./a", "..", "a/./b"})
  void mayHaveNoSegmentThatClientsResolve(String path) {
    assertThat(put("/v1/kv/" + path, "v").blames("key")).contains("%2E");
    assertThat(engine.writes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "%a",
        "%zz",
        "a%2",
        "a%00b",
        "%u0041", // malformed escapes, and NUL
        "%C3",
        "%FF",
        "%C0%AF",
        "%ED%A0%80", // not UTF-8: cut off, no such byte, overlong, half a pair
        "ü",
        "a\\b",
        "a<b>",
        "a{b}",
        "a\"b",
        "a^b",
        "a|b",
        "a`b", // to be escaped, all of them
        "../../../../a",
        "%2E%2E/%2E%2E/%2E%2E/%2E%2E/a" // above the root
      })
  void isRefusedAsAProblemWhenThePathIsMalformed(String path) {
    RawHttp response = RawHttp.send(port, "DELETE", "/v1/kv/" + path);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.head())
        .contains("content-type: application/problem+json", "quorate-replica: a")
        .containsPattern("quorate-revision: \\d");
    assertThat(response.body()).startsWith("{\"type\":\"/problems/invalid-request\"");
    assertThat(engine.writes()).isEmpty();
  }

  @Test
  void hasALimitInBytesNotCharacters() {
    String longest = "ü".repeat(KEY_LIMIT / 2);
    assertThat(put("/v1/kv/" + escaped(longest), "v").status()).isEqualTo(201);
    Response tooLong = put("/v1/kv/" + escaped(longest + "x"), "v");
    assertThat(tooLong.problem(413, "too-large").path("limit").asInt()).isEqualTo(KEY_LIMIT);
    get("/v1/kv/" + "x".repeat(10_000)).problem(413, "too-large");
    Response farTooLong = put("/v1/kv/" + "x".repeat(20_000), "v");
    assertThat(farTooLong.problem(413, "too-large").path("limit").asInt()).isEqualTo(KEY_LIMIT);
    assertThat(keysWritten()).containsExactly(longest);
  }

  @Test
  void isNotLookedForUnderAnotherSpellingOfTheRoute() {
    put("/v1/%6Bv/a", "v").problem(404, "not-found");
    put("/v1;x/kv/a", "v").problem(404, "not-found");
    put("//v1/kv/a", "v").problem(404, "not-found");
    put("/v1/kv", "v").problem(404, "not-found");
    assertThat(engine.writes()).isEmpty();
  }

  private static String escaped(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8);
  }
}
