package io.quorate.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.service.engine.Standing;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// `GET /v1/cluster`, as replica `a` serves it.
class ClusterTest extends ApiTest {

  @Test
  void saysWhoDecidesAndWhereEachReplicaStands() {
    put("/v1/kv/k", "v");
    engine.chosenUpTo(3);
    cluster.stands("b", new Standing("follower", 2, 1, 1));
    Response response = get("/v1/cluster");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Quorate-Revision")).isEqualTo("1");
    assertThat(response.header("Quorate-Replica")).isEqualTo("a");
    JsonNode body = response.body();
    assertThat(body.path("clusterId").asString()).hasSize(36);
    assertThat(body.path("replica").asString()).isEqualTo("a");
    assertThat(body.path("revision").asLong()).isEqualTo(1);
    assertThat(body.path("leader").asString()).isEqualTo("a");
    assertThat(body.path("ballot")).hasToString("{\"round\":4,\"replica\":\"a\"}");
    assertThat(body.path("quorum"))
        .hasToString(
            """
            {"system":"majority","definition":"majority(a b c)","members":["a","b","c"],\
            "resilience":1,"readResilience":1,"writeResilience":1,\
            "writeShare":0.6666666666666666,\
            "readQuorums":{"count":3,"smallest":[["a","b"],["a","c"],["b","c"]]},\
            "writeQuorums":{"count":3,"smallest":[["a","b"],["a","c"],["b","c"]]},\
            "load":{"readFraction":0.5,"load":0.6666666666666666,\
            "readLoad":0.6666666666666666,"writeLoad":0.6666666666666666,\
            "capacity":1.5,"readCapacity":1.5,"writeCapacity":1.5}}\
            """);
    assertThat(body.path("members").get(0))
        .hasToString(
            """
            {"id":"a","url":"http://127.0.0.1:8081","role":"voter","reachable":true,\
            "state":"leader","chosenSlot":3,"appliedSlot":1,"lag":2}\
            """);
    assertThat(body.path("members").get(1))
        .hasToString(
            """
            {"id":"b","url":"http://127.0.0.1:8082","role":"voter","reachable":true,\
            "state":"follower","chosenSlot":2,"appliedSlot":1,"lag":2}\
            """);
  }

  @Test
  void saysNothingOfAReplicaThatDoesNotAnswer() {
    assertThat(get("/v1/cluster").body().path("members").get(2))
        .hasToString(
            """
            {"id":"c","url":"http://127.0.0.1:8083","role":"voter","reachable":false,\
            "state":null,"chosenSlot":null,"appliedSlot":null,"lag":null}\
            """);
  }
}
