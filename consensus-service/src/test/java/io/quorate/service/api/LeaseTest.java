package io.quorate.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.lease.Lease;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Request;
import io.quorate.service.engine.Refusal;
import io.quorate.service.engine.Submitted;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// `/v1/leases`, as the contract has it.
class LeaseTest extends ApiTest {

  private void expire(long id, long renewals) {
    var terms = List.of(new Lease.Term(id, renewals));
    engine.write(Request.of(new Operation.ExpireLeases(terms)), Duration.ZERO);
  }

  @Test
  void aNewLeaseIs201() {
    Response granted = post("/v1/leases", "{\"ttlSeconds\":30}");
    assertThat(granted.status()).isEqualTo(201);
    assertThat(granted.text()).isEqualTo("{\"id\":1,\"ttlSeconds\":30}");
    assertThat(granted.header("Location")).isEqualTo("/v1/leases/1");
    assertThat(granted.header("Quorate-Revision")).isEqualTo("0");
  }

  @Test
  void anIdThatIsTakenIs409() {
    assertThat(post("/v1/leases", "{\"ttlSeconds\":30,\"id\":7}").text())
        .isEqualTo("{\"id\":7,\"ttlSeconds\":30}");
    Response taken = post("/v1/leases", "{\"ttlSeconds\":1,\"id\":7}");
    assertThat(taken.problem(409, "lease-exists").path("id").asLong()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                   | ttlSeconds | is required
          {"ttlSeconds":0}                     | ttlSeconds | must be a whole number from 1 to 86400
          {"ttlSeconds":86401}                 | ttlSeconds | must be a whole number from 1 to 86400
          {"ttlSeconds":1.5}                   | ttlSeconds | must be a whole number from 1 to 86400
          {"ttlSeconds":"5"}                   | ttlSeconds | must be a whole number from 1 to 86400
          {"ttlSeconds":5,"id":0}              | id         | must be a whole number from 1 to 2^53-1
          {"ttlSeconds":5,"id":9007199254740992} | id       | must be a whole number from 1 to 2^53-1
          {"ttlSeconds":5,"ttl":5}             | ttl        | unknown field
          []                                   | body       | must be a JSON object
          {"ttlSeconds":5                      | body       | malformed JSON
          {"ttlSeconds":5,"ttlSeconds":6}      | body       | malformed JSON
          """)
  void aBadGrantIs400(String body, String field, String message) {
    assertThat(post("/v1/leases", body).blames(field)).startsWith(message);
    assertThat(engine.writes()).isEmpty();
  }

  @Test
  void theLongestTtlAndTheLargestIdAreTaken() {
    Response granted = post("/v1/leases", "{\"ttlSeconds\":86400,\"id\":9007199254740991}");
    assertThat(granted.status()).isEqualTo(201);
    assertThat(get("/v1/leases/9007199254740991").status()).isEqualTo(200);
  }

  @Test
  void aKeepaliveIs200UntilTheLeaseHasEnded() {
    post("/v1/leases", "{\"ttlSeconds\":30,\"id\":7}");
    Response kept = post("/v1/leases/7/keepalive", "");
    assertThat(kept.status()).isEqualTo(200);
    assertThat(kept.text()).isEqualTo("{\"id\":7,\"ttlSeconds\":30}");
    expire(7, 0);
    assertThat(post("/v1/leases/7/keepalive", "").status())
        .as("the leader found too old what was renewed meanwhile")
        .isEqualTo(200);
    expire(7, 2);
    post("/v1/leases/7/keepalive", "").problem(404, "not-found");
    post("/v1/leases/seven/keepalive", "").blames("id");
  }

  @Test
  void aKeepaliveWithAFenceOrAKeyHasACommandOfItsOwn() {
    post("/v1/leases", "{\"ttlSeconds\":30,\"id\":7}");
    String[] named = {"Idempotency-Key: once"};
    assertThat(post("/v1/leases/7/keepalive", "", named).header("Idempotency-Replayed")).isEmpty();
    assertThat(post("/v1/leases/7/keepalive", "", named).header("Idempotency-Replayed"))
        .isEqualTo("true");
    post("/v1/leases/7/keepalive", "", "Quorate-Fence: l=1").problem(412, "stale-fence");
    post("/v1/leases/8/keepalive", "", "Idempotency-Key: other").problem(404, "not-found");
  }

  @Test
  void aKeepaliveOfUnknownOutcomeIs504AndOneThatWasNotProposedIs503() {
    post("/v1/leases", "{\"ttlSeconds\":30,\"id\":7}");
    engine.answerNextWrite(new Submitted.Unknown());
    post("/v1/leases/7/keepalive", "").problem(504, "outcome-unknown");
    engine.answerNextWrite(
        new Submitted.Rejected(new Refusal(Refusal.Kind.NO_QUORUM, "nobody leads")));
    Response refused = post("/v1/leases/7/keepalive", "");
    refused.problem(503, "no-quorum");
    assertThat(refused.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void aLeaseIsShownWithWhatIsLeftAndItsKeys() {
    engine.now(System.currentTimeMillis());
    post("/v1/leases", "{\"ttlSeconds\":86400,\"id\":7}");
    putJson("/v1/kv/b", "{\"value\":\"x\",\"leaseId\":7}");
    putJson("/v1/kv/a/b", "{\"value\":\"x\",\"leaseId\":7}");
    JsonNode lease = get("/v1/leases/7").body();
    assertThat(lease.path("remainingSeconds").asLong()).isBetween(86_000L, 86_400L);
    assertThat(lease.path("ttlSeconds").asLong()).isEqualTo(86_400);
    assertThat(lease.path("keys").toString()).isEqualTo("[\"a/b\",\"b\"]");
    get("/v1/leases/8").problem(404, "not-found");
    get("/v1/leases/0").blames("id");
  }

  @Test
  void whatIsLeftIsNeverLessThanNothing() {
    post("/v1/leases", "{\"ttlSeconds\":30,\"id\":7}");
    assertThat(get("/v1/leases/7").text())
        .as("the log's clock stands in 1970")
        .isEqualTo("{\"id\":7,\"ttlSeconds\":30,\"remainingSeconds\":0,\"keys\":[]}");
  }

  @Test
  void leasesAreListedInPages() {
    for (int i = 1; i <= 5; i++) {
      post("/v1/leases", "{\"ttlSeconds\":30}");
    }
    JsonNode first = get("/v1/leases?limit=2").body();
    assertThat(first.path("revision").asLong()).isZero();
    assertThat(first.path("count").asInt()).isEqualTo(5);
    assertThat(ids(first)).containsExactly(1L, 2L);
    JsonNode second = get("/v1/leases?limit=2&cursor=" + first.path("cursor").asString()).body();
    assertThat(ids(second)).containsExactly(3L, 4L);
    JsonNode last = get("/v1/leases?limit=2&cursor=" + second.path("cursor").asString()).body();
    assertThat(ids(last)).containsExactly(5L);
    assertThat(last.has("cursor")).isFalse();
    get("/v1/leases?limit=0").blames("limit");
    get("/v1/leases?limit=1001").blames("limit");
    get("/v1/leases?cursor=x").blames("cursor");
    get("/v1/leases?cursor=eA").blames("cursor");
  }

  private static List<Long> ids(JsonNode page) {
    return StreamSupport.stream(page.path("items").spliterator(), false)
        .map(one -> one.path("id").asLong())
        .toList();
  }

  @Test
  void revokingDeletesTheKeysInOneRevision() {
    post("/v1/leases", "{\"ttlSeconds\":30,\"id\":7}");
    putJson("/v1/kv/a", "{\"value\":\"x\",\"leaseId\":7}");
    putJson("/v1/kv/b", "{\"value\":\"x\",\"leaseId\":7}");
    Response revoked = delete("/v1/leases/7", "Idempotency-Key: once");
    assertThat(revoked.status()).isEqualTo(200);
    assertThat(revoked.text()).isEqualTo("{\"deleted\":2,\"revision\":3}");
    get("/v1/kv/a").problem(404, "not-found");
    delete("/v1/leases/7").problem(404, "not-found");
    put("/v1/kv/c", "x");
    Response again = delete("/v1/leases/7", "Idempotency-Key: once");
    assertThat(again.text()).isEqualTo(revoked.text());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void aKeyOfALeaseSaysSoAndNoneCanBeOfOneThatHasEnded() {
    post("/v1/leases", "{\"ttlSeconds\":30,\"id\":7}");
    putJson("/v1/kv/a", "{\"value\":\"x\",\"leaseId\":7}");
    assertThat(get("/v1/kv/a").body().path("leaseId").asLong()).isEqualTo(7);
    putJson("/v1/kv/b", "{\"value\":\"x\",\"leaseId\":8}").problem(404, "not-found");
    expire(7, 0);
    get("/v1/kv/a").problem(404, "not-found");
    putJson("/v1/kv/a", "{\"value\":\"x\",\"leaseId\":7}").problem(404, "not-found");
  }
}
