package io.quorate.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The OpenAPI document says what the contract says.
class OpenApiTest extends ApiTest {

  @Test
  void hasEveryRouteUnderItsContractName() {
    Response response = get("/v3/api-docs");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Type")).startsWith("application/json");
    JsonNode paths = response.body().path("paths");
    assertThat(paths.propertyNames())
        .contains("/v1/kv/{key}", "/v1/cluster", "/v1/cluster/log", "/v1/cluster/log/{slot}")
        .contains("/v1/cluster/quorum/check")
        .noneMatch(path -> path.contains("*"));
    assertThat(paths.path("/v1/kv/{key}").propertyNames())
        .containsExactlyInAnyOrder("get", "put", "delete");
  }

  @Test
  void hasTheParametersOfAWriteAndOfARead() {
    JsonNode key = get("/v3/api-docs").body().path("paths").path("/v1/kv/{key}");
    assertThat(names(key.path("put")))
        .containsExactlyInAnyOrder(
            "key",
            "If-Match",
            "If-None-Match",
            "previous",
            "Quorate-Timeout-Ms",
            "Idempotency-Key",
            "Quorate-Fence");
    assertThat(names(key.path("get")))
        .containsExactlyInAnyOrder(
            "key", "If-None-Match", "Quorate-Timeout-Ms", "consistency", "minRevision", "revision");
    assertThat(names(key.path("delete")))
        .containsExactlyInAnyOrder(
            "key", "If-Match", "Quorate-Timeout-Ms", "Idempotency-Key", "Quorate-Fence");
  }

  @Test
  void hasEveryAnswerAndProblem() {
    JsonNode document = get("/v3/api-docs").body();
    JsonNode key = document.path("paths").path("/v1/kv/{key}");
    assertThat(key.path("put").path("responses").propertyNames())
        .containsExactlyInAnyOrder("200", "201", "400", "412", "413", "422", "429", "503", "504");
    assertThat(key.path("get").path("responses").propertyNames())
        .containsExactlyInAnyOrder("200", "304", "400", "404", "406", "410", "413", "429", "503");
    JsonNode problem = key.path("put").path("responses").path("412");
    assertThat(problem.path("content").path("application/problem+json").path("schema"))
        .hasToString("{\"$ref\":\"#/components/schemas/Problem\"}");
    assertThat(problem.path("headers").propertyNames())
        .contains("Quorate-Revision", "Quorate-Replica");
    assertThat(document.path("components").path("schemas").propertyNames())
        .contains("Problem", "KeyValue", "PutRequest", "PutStored", "DeleteAnswer", "Cluster");
  }

  @Test
  void hasRanges() {
    JsonNode document = get("/v3/api-docs").body();
    JsonNode range = document.path("paths").path("/v1/kv");
    assertThat(names(range.path("get")))
        .containsExactlyInAnyOrder(
            "prefix",
            "start",
            "end",
            "limit",
            "cursor",
            "keysOnly",
            "countOnly",
            "revision",
            "order",
            "consistency",
            "minRevision",
            "Quorate-Timeout-Ms");
    assertThat(range.path("get").path("responses").propertyNames())
        .containsExactlyInAnyOrder("200", "400", "410", "413", "429", "503");
    assertThat(names(range.path("delete")))
        .containsExactlyInAnyOrder(
            "prefix",
            "start",
            "end",
            "all",
            "Idempotency-Key",
            "Quorate-Fence",
            "Quorate-Timeout-Ms");
  }

  @Test
  void hasTransactionsAndCompaction() {
    JsonNode document = get("/v3/api-docs").body();
    for (String path : List.of("/v1/txn", "/v1/compact")) {
      JsonNode post = document.path("paths").path(path).path("post");
      assertThat(names(post))
          .containsExactlyInAnyOrder("Idempotency-Key", "Quorate-Fence", "Quorate-Timeout-Ms");
      assertThat(post.path("responses").propertyNames())
          .contains("200", "400", "412", "413", "422", "429", "503", "504");
      assertThat(post.path("requestBody").findValues("example")).as(path).isNotEmpty();
    }
    JsonNode schemas = document.path("components").path("schemas");
    assertThat(schemas.path("Txn").path("properties").propertyNames())
        .containsExactly("if", "then", "else");
    assertThat(schemas.path("KeyPage").path("properties").propertyNames())
        .containsExactlyInAnyOrder("revision", "count", "items", "cursor");
    assertThat(schemas.path("TxnGetResult").path("properties").path("get").path("oneOf"))
        .hasToString(
            "[{\"$ref\":\"#/components/schemas/KeyValue\"},"
                + "{\"$ref\":\"#/components/schemas/TxnFound\"},"
                + "{\"$ref\":\"#/components/schemas/TxnAbsent\"}]");
    assertThat(schemas.path("TxnAbsent").path("type").asString()).isEqualTo("null");
    assertThat(schemas.propertyNames())
        .contains("TxnAnswer", "TxnCondition", "TxnOp", "TxnPut", "TxnGetResult", "Compacted");
  }

  @Test
  void hasTheQuestionAndTheAnswerOfAQuorumCheck() {
    JsonNode document = get("/v3/api-docs").body();
    JsonNode check = document.path("paths").path("/v1/cluster/quorum/check").path("post");
    assertThat(check.path("responses").propertyNames()).contains("200", "400");
    JsonNode schemas = document.path("components").path("schemas");
    assertThat(schemas.path("QuorumQuestion").path("properties").propertyNames())
        .containsExactlyInAnyOrder("system", "readFraction");
    assertThat(schemas.path("QuorumCheck").path("properties").propertyNames())
        .contains("definition", "readResilience", "load", "fitsMembers", "unknownMembers");
  }

  @Test
  void describesRegistersAsTheyAre() {
    JsonNode paths = get("/v3/api-docs").body().path("paths");
    JsonNode register = paths.path("/v1/registers/{key}");
    assertThat(register.propertyNames()).containsExactlyInAnyOrder("get", "put", "delete");
    assertThat(names(register.path("put")))
        .containsExactlyInAnyOrder(
            "key", "consistency", "r", "w", "Quorate-Timeout-Ms", "Idempotency-Key");
    assertThat(names(register.path("delete"))).isEqualTo(names(register.path("put")));
    assertThat(names(register.path("get")))
        .containsExactlyInAnyOrder("key", "consistency", "r", "w", "Quorate-Timeout-Ms");
    assertThat(register.path("put").path("responses").propertyNames())
        .containsExactlyInAnyOrder("200", "400", "413", "422", "429", "503", "504");
    assertThat(register.path("put").path("requestBody").path("content").propertyNames())
        .containsExactlyInAnyOrder("application/json", "application/octet-stream");
    assertThat(headers(register.path("put"), "200"))
        .contains("Quorate-Revision", "Quorate-Replica", "Idempotency-Replayed");
    assertThat(register.path("get").path("responses").propertyNames())
        .containsExactlyInAnyOrder("200", "400", "404", "406", "413", "429", "503");
    assertThat(headers(register.path("get"), "200")).contains("Quorate-Tag", "Quorate-Guarantee");
    assertThat(headers(register.path("get"), "404")).contains("Quorate-Guarantee");
    assertThat(names(paths.path("/v1/registers").path("get")))
        .containsExactlyInAnyOrder("prefix", "limit", "cursor", "Quorate-Timeout-Ms");
  }

  @Test
  void describesAChangeOfQuorumsAsAWrite() {
    JsonNode paths = get("/v3/api-docs").body().path("paths");
    JsonNode change = paths.path("/v1/cluster/quorum").path("put");
    assertThat(names(change))
        .containsExactlyInAnyOrder("Quorate-Timeout-Ms", "Idempotency-Key", "Quorate-Fence");
    assertThat(change.path("responses").propertyNames())
        .containsExactlyInAnyOrder("200", "400", "412", "413", "422", "429", "503", "504");
    assertThat(headers(change, "200")).contains("Idempotency-Replayed");
    JsonNode check = paths.path("/v1/cluster/quorum/check").path("post");
    assertThat(names(check)).containsExactly("Quorate-Timeout-Ms");
    assertThat(check.path("responses").propertyNames())
        .containsExactlyInAnyOrder("200", "400", "413");
  }

  private static Collection<String> headers(JsonNode operation, String status) {
    return operation.path("responses").path(status).path("headers").propertyNames();
  }

  @Test
  void hasLeasesLocksAndElections() {
    JsonNode document = get("/v3/api-docs").body();
    JsonNode paths = document.path("paths");
    assertThat(paths.propertyNames())
        .contains(
            "/v1/leases",
            "/v1/leases/{id}",
            "/v1/leases/{id}/keepalive",
            "/v1/locks",
            "/v1/locks/{name}",
            "/v1/elections/{name}",
            "/v1/elections/{name}/observe");
    JsonNode acquire = paths.path("/v1/locks/{name}").path("post");
    assertThat(names(acquire))
        .containsExactlyInAnyOrder(
            "name", "Quorate-Timeout-Ms", "Idempotency-Key", "Quorate-Fence");
    assertThat(acquire.path("responses").propertyNames())
        .containsExactlyInAnyOrder(
            "200", "400", "404", "409", "412", "413", "422", "429", "503", "504");
    assertThat(names(paths.path("/v1/locks/{name}").path("delete"))).contains("token", "name");
    assertThat(names(paths.path("/v1/leases").path("get")))
        .contains("limit", "cursor", "consistency", "minRevision");
    assertThat(document.path("components").path("schemas").propertyNames())
        .contains("Lock", "LockHolder", "LockRequest", "Lease", "LeaseRequest", "ElectionLeader");
  }

  @Test
  void isShownBySwaggerUi() {
    Response page = get("/swagger-ui/index.html");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("swagger-ui");
    assertThat(get("/swagger-ui.html").status()).isEqualTo(302);
  }

  private static List<String> names(JsonNode operation) {
    return operation.path("parameters").findValuesAsString("name");
  }
}
