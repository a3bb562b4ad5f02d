package io.quorate.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// `If-Match` and `If-None-Match`; the key `k` is there, stored by revision 1.
class ConditionsTest extends ApiTest {

  @BeforeEach
  void storeAKey() {
    put("/v1/kv/k", "one");
  }

  @Test
  void ifNoneMatchStarStoresOnlyANewKey() {
    assertThat(put("/v1/kv/new", "v", "If-None-Match: *").status()).isEqualTo(201);
    Response refused = put("/v1/kv/k", "two", "If-None-Match: *");
    JsonNode problem = refused.problem(412, "precondition-failed");
    assertThat(problem.path("current").toString())
        .isEqualTo(
            "{\"key\":\"k\",\"value\":\"one\",\"createRevision\":1,\"modRevision\":1,\"version\":1}");
    assertThat(refused.header("ETag")).isEqualTo("\"1\"");
    assertThat(refused.header("Quorate-Revision")).isEqualTo("2");
  }

  @Test
  void ifMatchStoresOnlyOverThatRevision() {
    put("/v1/kv/k", "two", "If-Match: \"7\"").problem(412, "precondition-failed");
    assertThat(put("/v1/kv/k", "two", "If-Match: \"1\"").status()).isEqualTo(200);
    Response late = put("/v1/kv/k", "three", "If-Match: \"1\"");
    JsonNode current = late.problem(412, "precondition-failed").path("current");
    assertThat(current.path("value").asString()).isEqualTo("two");
    assertThat(current.path("modRevision").asInt()).isEqualTo(2);
  }

  @Test
  void ifMatchStarStoresOnlyAnExistingKey() {
    assertThat(put("/v1/kv/k", "two", "If-Match: *").status()).isEqualTo(200);
    JsonNode problem = put("/v1/kv/new", "v", "If-Match: *").problem(412, "precondition-failed");
    assertThat(problem.has("current")).isTrue();
    assertThat(problem.get("current").isNull()).isTrue();
  }

  @Test
  void ifMatchDeletesOnlyThatRevision() {
    delete("/v1/kv/k", "If-Match: \"7\"").problem(412, "precondition-failed");
    delete("/v1/kv/new", "If-Match: *").problem(412, "precondition-failed");
    assertThat(delete("/v1/kv/k", "If-Match: \"1\"").body().path("deleted").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "W/\"1\"",
        "\"1\", \"2\"",
        "\"x\"",
        "\"\"",
        "\"",
        "\"-1\"",
        "\"1",
        "\"9007199254740992\"",
        "\"99999999999999999999\"",
        "\"1.0\"",
        "**",
        ""
      })
  void anythingElseInIfMatchIs400(String header) {
    put("/v1/kv/k", "two", "If-Match: " + header).blames("If-Match");
    delete("/v1/kv/k", "If-Match: " + header).blames("If-Match");
    assertThat(engine.writes()).hasSize(1);
  }

  @Test
  void conditionsThatMakeNoSenseAre400() {
    put("/v1/kv/k", "v", "If-None-Match: \"1\"").blames("If-None-Match");
    put("/v1/kv/k", "v", "If-None-Match: *", "If-Match: *").blames("If-None-Match");
    put("/v1/kv/k", "v", "If-Match: \"1\"", "If-Match: \"2\"").blames("If-Match");
    delete("/v1/kv/k", "If-None-Match: *").blames("If-None-Match");
    get("/v1/kv/k", "If-Match: \"1\"").blames("If-Match");
    assertThat(engine.writes()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1\"", "W/\"1\"", "*", "\"9\", \"1\""})
  void aGetOfWhatIsKnownIs304(String known) {
    Response response = get("/v1/kv/k", "If-None-Match: " + known);
    assertThat(response.status()).isEqualTo(304);
    assertThat(response.bytes()).isEmpty();
    assertThat(response.header("ETag")).isEqualTo("\"1\"");
    assertThat(response.header("Quorate-Revision")).isEqualTo("1");
    assertThat(response.header("Quorate-Consistency")).isEqualTo("linearizable");
  }

  @Test
  void aGetOfWhatHasChangedIs200() {
    put("/v1/kv/k", "two");
    Response response = get("/v1/kv/k", "If-None-Match: \"1\"");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body().path("value").asString()).isEqualTo("two");
    get("/v1/kv/nothing", "If-None-Match: *").problem(404, "not-found");
  }
}
