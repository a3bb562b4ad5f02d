package io.quorate.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `DELETE /v1/kv?prefix=` and `DELETE /v1/kv?start=&end=`, as the contract has them.
class RangeDeleteTest extends ApiTest {

  private void store(String... keys) {
    for (String key : keys) {
      assertThat(put("/v1/kv/" + key, "of " + key).status()).isEqualTo(201);
    }
  }

  private static List<String> keys(Response page) {
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    return page.body().path("items").findValuesAsString("key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ?prefix=a/           | {"deleted":2,"revision":6} | a b c
          ?start=a/&end=b      | {"deleted":2,"revision":6} | a b c
          ?start=b             | {"deleted":2,"revision":6} | a a/1 a/2
          ?end=b               | {"deleted":3,"revision":6} | b c
          ?start=c&end=a       | {"deleted":0,"revision":5} | a a/1 a/2 b c
          ?prefix=x            | {"deleted":0,"revision":5} | a a/1 a/2 b c
          ?all=true            | {"deleted":5,"revision":6} |
          ?prefix=&all=true    | {"deleted":5,"revision":6} |
          ?prefix=a/&all=true  | {"deleted":2,"revision":6} | a b c
          """)
  void aRangeIsDeletedInOneRevision(String query, String answer, String left) {
    store("a", "a/1", "a/2", "b", "c");
    Response deleted = delete("/v1/kv" + query);
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.text()).isEqualTo(answer);
    assertThat(deleted.header("Quorate-Revision"))
        .isEqualTo(deleted.body().path("revision").asString());
    assertThat(keys(get("/v1/kv"))).isEqualTo(left == null ? List.of() : List.of(left.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?prefix=", "?all=false", "?prefix=&all=false", "?start="})
  void toDeleteEveryKeyTakesAll(String query) {
    store("a");
    delete("/v1/kv" + query).blames("all");
    assertThat(keys(get("/v1/kv"))).containsExactly("a");
    assertThat(engine.writes()).hasSize(1);
  }

  @Test
  void aDeleteIsAWriteAsAnyOther() {
    store("a/1", "a/2");
    Response first = delete("/v1/kv?prefix=a/", "Idempotency-Key: d");
    store("a/3");
    Response again = delete("/v1/kv?prefix=a/", "Idempotency-Key: d");
    assertThat(again.text()).isEqualTo(first.text()).isEqualTo("{\"deleted\":2,\"revision\":3}");
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    delete("/v1/kv?prefix=b/", "Idempotency-Key: d").problem(422, "idempotency-key-reused");
    delete("/v1/kv?prefix=a/", "Quorate-Fence: jobs=1").problem(412, "stale-fence");
    delete("/v1/kv?prefix=a/", "If-Match: *").blames("If-Match");
    delete("/v1/kv?prefix=a/", "If-None-Match: *").blames("If-None-Match");
    delete("/v1/kv?prefix=a/&limit=1").blames("limit");
    assertThat(keys(get("/v1/kv"))).containsExactly("a/3");
  }
}
