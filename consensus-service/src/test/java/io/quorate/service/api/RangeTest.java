package io.quorate.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.service.engine.Consistency;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// `/v1/kv?prefix=` and `/v1/kv?start=&end=`, as the contract has them.
class RangeTest extends ApiTest {

  private void store(String... keys) {
    for (String key : keys) {
      assertThat(put("/v1/kv/" + key, "of " + key).status()).isEqualTo(201);
    }
  }

  private static List<String> keys(Response page) {
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    return page.body().path("items").findValuesAsString("key");
  }

  @Test
  void aPageHasRevisionCountAndItems() {
    store("a/1", "a/2", "b");
    Response page = get("/v1/kv?prefix=a/");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text())
        .isEqualTo(
            """
            {"revision":3,"count":2,"items":[\
            {"key":"a/1","value":"of a/1","createRevision":1,"modRevision":1,"version":1},\
            {"key":"a/2","value":"of a/2","createRevision":2,"modRevision":2,"version":1}]}\
            """);
    assertThat(page.header("Quorate-Revision")).isEqualTo("3");
    assertThat(page.header("Quorate-Consistency")).isEqualTo("linearizable");
    assertThat(page.header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void headIsAGetWithoutItsBody() {
    store("a/1");
    Response head = call("HEAD", "/v1/kv?prefix=a/", BodyPublishers.noBody());
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.bytes()).isEmpty();
    assertThat(head.header("Quorate-Revision")).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                             | a a/ a/1 a/2 a0 b ü
          ?                  | a a/ a/1 a/2 a0 b ü
          ?prefix=           | a a/ a/1 a/2 a0 b ü
          ?prefix=a          | a a/ a/1 a/2 a0
          ?prefix=a/         | a/ a/1 a/2
          ?prefix=a%2F1      | a/1
          ?prefix=c          |
          ?start=a/1&end=b   | a/1 a/2 a0
          ?start=a/1         | a/1 a/2 a0 b ü
          ?end=a/1           | a a/
          ?start=&end=a/     | a
          ?start=b&end=b     |
          ?start=b&end=a     |
          ?start=b&end=      |
          ?start=b&end=%C3%BC | b
          ?prefix=a&order=desc | a0 a/2 a/1 a/ a
          ?prefix=a&order=asc | a a/ a/1 a/2 a0
          ?order=desc&limit=2 | ü b
          ?limit=3           | a a/ a/1
          ?prefix=a/&limit=1000 | a/ a/1 a/2
          """)
  void theKeysOfARangeInTheOrderOfTheirBytes(String query, String expected) {
    store("%C3%BC", "b", "a0", "a/2", "a/1", "a/", "a");
    List<String> wanted = expected == null ? List.of() : List.of(expected.split(" ", -1));
    assertThat(keys(get("/v1/kv" + (query == null ? "" : query)))).isEqualTo(wanted);
  }

  @Test
  void aQueryIsDecodedAsQueriesAre() {
    store("a%20b", "a+b");
    assertThat(keys(get("/v1/kv?prefix=a+b"))).containsExactly("a b");
    assertThat(keys(get("/v1/kv?prefix=a%20b"))).containsExactly("a b");
    assertThat(keys(get("/v1/kv?prefix=a%2Bb"))).containsExactly("a+b");
  }

  @Test
  void keysOnlyAndCountOnlyLeaveOutTheRest() {
    store("a/1", "a/2", "b");
    assertThat(get("/v1/kv?prefix=a&limit=1&keysOnly=true&order=desc").body().path("items"))
        .hasToString("[{\"key\":\"a/2\",\"createRevision\":2,\"modRevision\":2,\"version\":1}]");
    assertThat(get("/v1/kv?prefix=a&countOnly=true").text())
        .isEqualTo("{\"revision\":3,\"count\":2,\"items\":[]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          prefix=a&start=b      | prefix
          prefix=a&end=b        | prefix
          prefix=&start=        | prefix
          prefix=a&prefix=b     | prefix
          prefix=a%00           | prefix
          start=%0a             | start
          end=%7f               | end
          prefix=%ff            | query
          limit=0               | limit
          limit=1001            | limit
          limit=-1              | limit
          limit=x               | limit
          limit=                | limit
          order=up              | order
          order=                | order
          keysOnly=perhaps      | keysOnly
          countOnly=1           | countOnly
          revision=-1           | revision
          revision=x            | revision
          revision=7            | revision
          cursor=               | cursor
          cursor=x              | cursor
          cursor=%25            | cursor
          consistency=strong    | consistency
          minRevision=x         | minRevision
          all=true              | all
          """)
  void whatIsWrongInAQueryIs400(String query, String blamed) {
    get("/v1/kv?" + query).blames(blamed);
  }

  @Test
  void aBoundThatIsLongerThanAKeyIs413() {
    String longest = "x".repeat(KEY_LIMIT);
    assertThat(keys(get("/v1/kv?prefix=" + longest))).isEmpty();
    assertThat(get("/v1/kv?prefix=" + longest + "x").problem(413, "too-large").path("limit"))
        .hasToString("" + KEY_LIMIT);
    delete("/v1/kv?start=" + longest + "x").problem(413, "too-large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"order=asc", "order=desc", "order=asc&keysOnly=true"})
  void pagesShowOneRevisionWhileWritesGoOn(String options) {
    String[] keys = IntStream.range(0, 25).mapToObj("k/%02d"::formatted).toArray(String[]::new);
    store(keys);
    store("other");
    Response page = get("/v1/kv?prefix=k/&limit=10&" + options);
    List<String> seen = new ArrayList<>();
    int pages = 1;
    for (; page.body().has("cursor"); pages++) {
      seen.addAll(look(page, options));
      put("/v1/kv/k/" + pages + "-between", "new");
      put("/v1/kv/k/%02d".formatted(pages * 5), "changed");
      delete("/v1/kv/k/%02d".formatted(24 - pages));
      page = get("/v1/kv?cursor=" + page.body().path("cursor").asString() + "&limit=7");
    }
    seen.addAll(look(page, options));
    List<String> expected = new ArrayList<>(List.of(keys));
    assertThat(seen).isEqualTo(options.contains("desc") ? expected.reversed() : expected);
    assertThat(pages).isEqualTo(4);
  }

  private static List<String> look(Response page, String options) {
    assertThat(page.body().path("revision").asInt()).isEqualTo(26);
    assertThat(page.body().path("count").asInt()).isEqualTo(25);
    assertThat(page.header("Quorate-Revision")).isEqualTo("26");
    for (JsonNode item : page.body().path("items")) {
      assertThat(item.has("value")).isEqualTo(!options.contains("keysOnly"));
      assertThat(item.path("version").asInt()).isEqualTo(1);
    }
    return keys(page);
  }

  @Test
  void aCursorPinsItsRevisionAlsoWhereTheReplicaLags() {
    store("a", "b", "c");
    String cursor = "cursor=" + get("/v1/kv?limit=1").body().path("cursor").asString();
    get("/v1/kv?" + cursor);
    assertThat(engine.consistency()).contains(new Consistency.Linearizable());
    get("/v1/kv?consistency=stale&" + cursor);
    assertThat(engine.consistency()).contains(new Consistency.AtLeast(3));
    get("/v1/kv?minRevision=2&" + cursor);
    assertThat(engine.consistency()).contains(new Consistency.AtLeast(3));
    get("/v1/kv?minRevision=9&" + cursor);
    assertThat(engine.consistency()).contains(new Consistency.AtLeast(9));
  }

  @Test
  void whatACursorGoesOnWithMayBeSaidAgainButNotOtherwise() {
    store("a/1", "a/2", "a/3", "b");
    String cursor = get("/v1/kv?prefix=a/&limit=1&order=desc").body().path("cursor").asString();
    String again = "/v1/kv?cursor=" + cursor;
    assertThat(keys(get(again + "&prefix=a/&order=desc&keysOnly=false&revision=4&limit=9")))
        .containsExactly("a/2", "a/1");
    get(again + "&prefix=a").blames("cursor");
    get(again + "&start=a/").blames("cursor");
    get(again + "&order=asc").blames("order");
    get(again + "&keysOnly=true").blames("keysOnly");
    get(again + "&countOnly=true").blames("countOnly");
    get(again + "&revision=3").blames("revision");
  }

  @Test
  void aCursorThatIsChangedOrOfAnotherClusterIs400() {
    store("a", "b");
    String cursor = get("/v1/kv?limit=1").body().path("cursor").asString();
    for (int at = 0; at < cursor.length(); at++) {
      char other = cursor.charAt(at) == 'A' ? 'B' : 'A';
      String changed = cursor.substring(0, at) + other + cursor.substring(at + 1);
      Response answer = get("/v1/kv?cursor=" + changed);
      // The last character of Base64 may have bits that say nothing.
      if (at < cursor.length() - 1 || answer.status() != 200) {
        answer.blames("cursor");
      }
      get("/v1/kv?cursor=" + cursor.substring(0, at)).blames("cursor");
    }
    byte[] register = "a".getBytes(UTF_8);
    get("/v1/kv?cursor=" + Base64.getUrlEncoder().encodeToString(register)).blames("cursor");
  }

  @Test
  void aCursorOrRevisionThatIsCompactedIs410() {
    store("a", "b");
    String cursor = get("/v1/kv?limit=1").body().path("cursor").asString();
    store("c", "d");
    post("/v1/compact", "{\"revision\":3}");
    Response gone = get("/v1/kv?cursor=" + cursor);
    assertThat(gone.problem(410, "compacted").path("compactRevision").asInt()).isEqualTo(3);
    get("/v1/kv?revision=2").problem(410, "compacted");
    assertThat(keys(get("/v1/kv?revision=3"))).containsExactly("a", "b", "c");
  }

  @Test
  void aRevisionShowsWhatThereWasThen() {
    store("a", "b");
    put("/v1/kv/a", "changed");
    delete("/v1/kv/b");
    assertThat(keys(get("/v1/kv?revision=0"))).isEmpty();
    assertThat(keys(get("/v1/kv?revision=1"))).containsExactly("a");
    Response then = get("/v1/kv?revision=2");
    assertThat(then.body().path("items").findValuesAsString("value"))
        .containsExactly("of a", "of b");
    assertThat(then.header("Quorate-Revision")).isEqualTo("2");
    assertThat(keys(get("/v1/kv?revision=4"))).containsExactly("a");
    assertThat(get("/v1/kv?revision=5").blames("revision")).contains("4");
  }

  @Test
  void aPageEndsAt4MiBOfValues() {
    String value = "x".repeat(VALUE_LIMIT);
    for (int key = 0; key < 1_100; key++) {
      put("/v1/kv/%04d".formatted(key), value);
    }
    put("/v1/kv/9999", "");
    assertThat(keys(get("/v1/kv?limit=1000"))).hasSize(1_000);
    Response all = get("/v1/kv?limit=1000&start=0100");
    assertThat(keys(all)).hasSize(1_000);
    assertThat(keys(get("/v1/kv?cursor=" + all.body().path("cursor").asString())))
        .containsExactly("9999");
  }
}
