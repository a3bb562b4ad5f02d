package io.quorate.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// `POST /v1/cluster/quorum/check` at a cluster of `a`, `b` and `c`.
class QuorumCheckTest extends ApiTest {

  @Test
  void saysWhatThePublishedGridMeans() {
    Response response = check("{\"system\":\"grid(a b c; d e f)\",\"readFraction\":0.25}");
    assertThat(response.status()).isEqualTo(200);
    JsonNode body = response.body();
    assertThat(body.path("system").asString()).isEqualTo("grid");
    assertThat(body.path("definition").asString()).isEqualTo("grid(a b c; d e f)");
    assertThat(body.path("resilience").asInt()).isEqualTo(1);
    assertThat(body.path("readResilience").asInt()).isEqualTo(1);
    assertThat(body.path("writeResilience").asInt()).isEqualTo(2);
    assertThat(body.path("readQuorums"))
        .hasToString("{\"count\":2,\"smallest\":[[\"a\",\"b\",\"c\"],[\"d\",\"e\",\"f\"]]}");
    assertThat(body.path("writeQuorums").path("count").asInt()).isEqualTo(9);
    JsonNode load = body.path("load");
    assertThat(load.path("readFraction").asDouble()).isEqualTo(0.25);
    assertThat("%.4f".formatted(load.path("load").asDouble())).isEqualTo("0.3750");
    assertThat("%.4f".formatted(load.path("readLoad").asDouble())).isEqualTo("0.5000");
    assertThat("%.4f".formatted(load.path("writeLoad").asDouble())).isEqualTo("0.3333");
    assertThat("%.4f".formatted(load.path("capacity").asDouble())).isEqualTo("2.6667");
    assertThat(body.path("fitsMembers").asBoolean()).isFalse();
    assertThat(body.path("unknownMembers")).hasToString("[\"d\",\"e\",\"f\"]");
    assertThat(body.path("missingMembers")).hasToString("[]");
  }

  @Test
  void takesTheMembersOfTheClusterWhereNoneAreNamed() {
    JsonNode body = check("{\"system\":\"flexible(3, 1)\"}").body();
    assertThat(body.path("definition").asString()).isEqualTo("flexible(3, 1; a b c)");
    assertThat(body.path("fitsMembers").asBoolean()).isTrue();
    assertThat(body.path("readResilience").asInt()).isZero();
    assertThat(body.path("writeResilience").asInt()).isEqualTo(2);
    assertThat(check("{\"system\":\"grid(a b)\"}").body().path("missingMembers"))
        .hasToString("[\"c\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          grid(a b c; d e f)                              | has strangers: no voter is named d e f
          grid(a b)                                       | leaves out voters: c
          joint(majority(a b c); flexible(3, 1; a b c))   | is joint
          """)
  void saysWhyItCouldNotBePutInForce(String system, String why) {
    String question = "{\"system\":\"" + system + "\"}";
    assertThat(check(question).body().path("refusal").asString()).contains(why);
    assertThat(
            call("PUT", "/v1/cluster/quorum", BodyPublishers.ofString(question), JSON)
                .blames("system"))
        .contains(why);
  }

  /// Such a member keeps a copy and decides nothing.
  @Test
  void aWeightMayBeZero() {
    String question = "{\"system\":\"weighted(a=1, b=1, c=0; read=1, write=2)\"}";
    JsonNode body = check(question).body();
    assertThat(body.path("refusal").isNull()).isTrue();
    assertThat(body.path("writeQuorums")).hasToString("{\"count\":1,\"smallest\":[[\"a\",\"b\"]]}");
    assertThat(body.path("writeResilience").asInt()).isZero();
    check("{\"system\":\"weighted(a=0, b=0, c=0; read=1, write=1)\"}").blames("system");
  }

  @Test
  void appliesNothing() {
    JsonNode before = get("/v1/cluster").body();
    assertThat(check("{\"system\":\"flexible(3, 1)\"}").status()).isEqualTo(200);
    assertThat(get("/v1/cluster").body()).isEqualTo(before);
  }

  @Test
  void namesTwoQuorumsThatDoNotMeet() {
    Response response = check("{\"system\":\"weighted(a=3, b=1, c=1; read=3, write=2)\"}");
    assertThat(response.blames("system"))
        .contains("unsafe (I5)", "read (phase-1) quorum {a}", "write (phase-2) quorum {b c}");
    assertThat(response.body().path("readQuorum")).hasToString("[\"a\"]");
    assertThat(response.body().path("writeQuorum")).hasToString("[\"b\",\"c\"]");
  }

  @Test
  void saysWhatItCannotFindOutOfManyMembers() {
    StringBuilder members = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      members.append(" m").append(i);
    }
    JsonNode body = check("{\"system\":\"majority(" + members + ")\"}").body();
    assertThat(body.path("resilience").asInt()).isEqualTo(7);
    assertThat(body.path("readQuorums").isNull()).isTrue();
    assertThat("%.4f".formatted(body.path("load").path("load").asDouble())).isEqualTo("0.5625");
    assertThat(check("{\"system\":\"grid(" + members + ")\"}").blames("system"))
        .contains("16 members");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"system":"raft"}                           | system       | at character 1
          {"system":"grid(a b; c)"}                   | system       | rows must be of one length
          {"system":3}                                | system       | must be a string
          {}                                          | system       | is required
          {"system":"majority","kind":"x"}            | kind         | unknown field
          {"system":"majority","readFraction":1.5}    | readFraction | from 0 to 1
          {"system":"majority","readFraction":"half"} | readFraction | from 0 to 1
          {"system":"majority","readFraction":null}   | readFraction | from 0 to 1
          []                                          | body         | must be a JSON object
          ''                                          | body         | must be a JSON object
          {                                           | body         | malformed JSON
          {"system":"majority","system":"grid(a b)"}  | body         | Duplicate
          {"system":"majority"} {}                    | body         | malformed JSON
          """)
  void saysWhatIsWrongWithTheQuestion(String body, String field, String message) {
    assertThat(check(body).blames(field)).contains(message);
  }

  @Test
  void readsNoMoreThanASystemMayBeLong() {
    String body = "{\"system\":\"" + " ".repeat(40_000) + "majority\"}";
    assertThat(check(body).problem(413, "too-large").path("limit").asInt()).isEqualTo(32_768);
  }

  @Test
  void isNotThereForOtherMethods() {
    get("/v1/cluster/quorum/check").problem(405, "method-not-allowed");
  }

  private Response check(String body) {
    return call("POST", "/v1/cluster/quorum/check", BodyPublishers.ofString(body), JSON);
  }
}
