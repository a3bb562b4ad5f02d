package io.quorate.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `Quorate-Fence`, on every kind of write.
class FenceTest extends ApiTest {
  private static final String WRITES =
      """
      PUT    | /v1/kv/k                      | {"value":"x"}
      DELETE | /v1/kv/present                |
      DELETE | /v1/kv?prefix=pre             |
      POST   | /v1/txn                       | {"if":[],"then":[{"put":{"key":"k","value":"x"}}]}
      POST   | /v1/compact                   | {"revision":1}
      POST   | /v1/leases                    | {"ttlSeconds":9}
      POST   | /v1/leases/77/keepalive       |
      DELETE | /v1/leases/77                 |
      POST   | /v1/locks/other               | {}
      DELETE | /v1/locks/mine?token=2        |
      POST   | /v1/elections/other           | {"candidate":"c","ttlSeconds":9}
      PUT    | /v1/elections/mine?token=3    | {"value":"y"}
      DELETE | /v1/elections/mine?token=3    |
      PUT    | /v1/cluster/quorum            | {"system":"flexible(2, 2)"}
      """;

  @BeforeEach
  void setUp() {
    post("/v1/locks/gate%2fone", "{}");
    post("/v1/locks/mine", "{}");
    post("/v1/elections/mine", "{\"candidate\":\"c\",\"ttlSeconds\":9}");
    post("/v1/leases", "{\"ttlSeconds\":9,\"id\":77}");
    put("/v1/kv/present", "x");
  }

  private Response send(String method, String path, @Nullable String body, String fence) {
    return call(
        method,
        path,
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
        JSON,
        "Quorate-Fence: " + fence);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = WRITES)
  void aTokenThatDoesNotHoldItsLockIs412AndNothingIsDone(
      String method, String path, @Nullable String body) {
    long slots = engine.look(store -> store.revision());
    int leases = engine.look(store -> store.leases().size());
    var refused = send(method, path, body, "gate%2fone=2").problem(412, "stale-fence");
    assertThat(refused.path("lock").asString()).isEqualTo("gate/one");
    assertThat(refused.path("token").asLong()).isEqualTo(2);
    assertThat(engine.<Long>look(store -> store.revision())).isEqualTo(slots);
    assertThat(engine.<Integer>look(store -> store.leases().size())).isEqualTo(leases);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = WRITES)
  void aTokenThatDoesLetsItPass(String method, String path, @Nullable String body) {
    Response done = send(method, path, body, "gate/one=1");
    assertThat(done.status()).as(done.text()).isBetween(200, 201);
  }

  @Test
  void allOfSeveralHaveToHold() {
    assertThat(put("/v1/kv/k", "x", "Quorate-Fence: gate/one=1, mine=2").status()).isEqualTo(201);
    assertThat(put("/v1/kv/k", "x", "Quorate-Fence: gate/one=1", "Quorate-Fence: mine=3").status())
        .as("an election is a fence too")
        .isEqualTo(200);
    put("/v1/kv/k", "x", "Quorate-Fence: gate/one=1, mine=1").problem(412, "stale-fence");
  }

  @Test
  void aFenceThatIsNoneIs400() {
    for (String bad : new String[] {"", "gate", "=1", "gate=", "gate=x", "gate=0", "gate=1,"}) {
      put("/v1/kv/k", "x", "Quorate-Fence: " + bad).blames("Quorate-Fence");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/kv/k",
    "HEAD, /v1/kv/k",
    "GET, /v1/leases",
    "GET, /v1/locks/mine",
    "GET, /v1/elections/mine",
    "GET, /v1/cluster",
    "GET, /v1/registers/r",
    "PUT, /v1/registers/r",
    "DELETE, /v1/registers/r"
  })
  void readsAndRegistersKnowNoFence(String method, String path) {
    Response refused =
        send(method, path, "PUT".equals(method) ? "{\"value\":\"x\"}" : null, "mine=2");
    assertThat(refused.status()).isEqualTo(400);
    if (!method.equals("HEAD")) {
      refused.blames("Quorate-Fence");
    }
  }
}
