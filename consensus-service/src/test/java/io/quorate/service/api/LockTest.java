package io.quorate.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.lock.LockName;
import io.quorate.service.engine.LockNews;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// `/v1/locks`, as the contract has it.
class LockTest extends ApiTest {
  private static final LockName L = new LockName(LockName.Kind.LOCK, "l");

  @Autowired LockNews news;
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private Queues queues;

  @BeforeEach
  void setUp() {
    queues = new Queues(engine, news);
  }

  @AfterEach
  void tearDown() {
    callers.shutdownNow();
  }

  private CompletableFuture<Response> waiter(String owner, int seconds, String... headers) {
    String body = "{\"owner\":\"%s\",\"waitSeconds\":%d}".formatted(owner, seconds);
    return CompletableFuture.supplyAsync(() -> post("/v1/locks/l", body, headers), callers);
  }

  private long acquire(String owner) {
    Response got = post("/v1/locks/l", "{\"owner\":\"%s\"}".formatted(owner));
    assertThat(got.status()).as(got.text()).isEqualTo(200);
    return got.body().path("token").asLong();
  }

  private void release(long token) {
    assertThat(delete("/v1/locks/l?token=" + token).status()).isEqualTo(200);
  }

  @Test
  void aFreeLockIs200() {
    put("/v1/kv/k", "x");
    Response got = post("/v1/locks/app/leader%2fone", "{\"owner\":\"me\",\"ttlSeconds\":9}");
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.text())
        .isEqualTo(
            "{\"name\":\"app/leader/one\",\"owner\":\"me\",\"token\":1,\"leaseId\":1,"
                + "\"acquiredRevision\":1}");
    assertThat(got.header("Quorate-Revision")).isEqualTo("1");
    assertThat(get("/v1/leases/1").body().path("ttlSeconds").asLong()).isEqualTo(9);
  }

  @Test
  void nothingHasToBeSaidToGetALock() {
    Response got = call("POST", "/v1/locks/l", BodyPublishers.noBody());
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.body().path("owner").asString()).hasSize(36);
    assertThat(get("/v1/leases/1").body().path("ttlSeconds").asLong()).isEqualTo(30);
    JsonNode other = post("/v1/locks/m", "{}").body();
    assertThat(other.path("owner")).isNotEqualTo(got.body().path("owner"));
  }

  @Test
  void aLockThatIsHeldIs409WithTheHolder() {
    long token = acquire("me");
    JsonNode holder =
        post("/v1/locks/l", "{\"owner\":\"you\"}").problem(409, "lock-held").path("holder");
    assertThat(holder.toString())
        .isEqualTo(
            "{\"name\":\"l\",\"owner\":\"me\",\"token\":%d,\"leaseId\":1,\"acquiredRevision\":0}"
                .formatted(token));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"owner":""}                     | owner       | must be a text of 1 to 1024 bytes
          {"owner":7}                      | owner       | must be a string
          {"ttlSeconds":0}                 | ttlSeconds  | must be a whole number from 1 to 86400
          {"ttlSeconds":5,"leaseId":1}     | ttlSeconds  | is for a lease of its own
          {"leaseId":-1}                   | leaseId     | must be a whole number from 1 to 2^53-1
          {"waitSeconds":3601}             | waitSeconds | must be a whole number from 0 to 3600
          {"waitSeconds":-1}               | waitSeconds | must be a whole number from 0 to 3600
          {"wait":1}                       | wait        | unknown field
          """)
  void aBadClaimIs400(String body, String field, String message) {
    assertThat(post("/v1/locks/l", body).blames(field)).startsWith(message);
    assertThat(engine.writes()).isEmpty();
  }

  @Test
  void aNameFollowsTheRulesOfKeys() {
    post("/v1/locks/a%01b", "{}").blames("key");
    post("/v1/locks/" + "x".repeat(KEY_LIMIT + 1), "{}").problem(413, "too-large");
    assertThat(post("/v1/locks/a//b/", "{}").body().path("name").asString()).isEqualTo("a//b/");
  }

  @Test
  void aLeaseThatIsGivenHoldsTheLockAndWhoHasItHoldsItAlready() {
    post("/v1/leases", "{\"ttlSeconds\":30,\"id\":7}");
    Response got = post("/v1/locks/l", "{\"owner\":\"me\",\"leaseId\":7}");
    assertThat(got.body().path("leaseId").asLong()).isEqualTo(7);
    assertThat(post("/v1/locks/l", "{\"owner\":\"me\",\"leaseId\":7}").text())
        .isEqualTo(got.text());
    post("/v1/locks/l", "{\"leaseId\":8}").problem(404, "not-found");
    delete("/v1/leases/7");
    get("/v1/locks/l").problem(404, "not-found");
  }

  @Test
  void aHeldLockIsShownWithItsQueueAndAFreeOneIs404() throws Exception {
    get("/v1/locks/l").problem(404, "not-found");
    long token = acquire("me");
    var first = waiter("first", 60);
    queues.awaitWaiting(L, 1);
    assertThat(get("/v1/locks/l").text())
        .isEqualTo(
            "{\"name\":\"l\",\"holder\":{\"name\":\"l\",\"owner\":\"me\",\"token\":1,\"leaseId\":1,"
                + "\"acquiredRevision\":0},\"queue\":[{\"owner\":\"first\",\"leaseId\":2}]}");
    release(token);
    assertThat(first.get().status()).isEqualTo(200);
  }

  @Test
  void locksAreListedInPages() {
    for (String name : List.of("b", "a", "c/d")) {
      post("/v1/locks/" + name, "{}");
    }
    post("/v1/elections/e", "{\"candidate\":\"x\",\"ttlSeconds\":9}");
    JsonNode first = get("/v1/locks?limit=2").body();
    assertThat(first.path("count").asInt()).isEqualTo(3);
    assertThat(first.path("items").findValuesAsString("owner")).hasSize(2);
    assertThat(first.at("/items/0/name").asString()).isEqualTo("a");
    JsonNode last = get("/v1/locks?limit=2&cursor=" + first.path("cursor").asString()).body();
    assertThat(last.path("items").size()).isEqualTo(1);
    assertThat(last.at("/items/0/name").asString()).isEqualTo("c/d");
    assertThat(last.has("cursor")).isFalse();
  }

  @Test
  void releasingNeedsTheTokenThatHoldsTheLock() {
    long token = acquire("me");
    assertThat(delete("/v1/locks/l").blames("token")).isEqualTo("is required");
    delete("/v1/locks/l?token=x").blames("token");
    JsonNode stale = delete("/v1/locks/l?token=" + (token + 1)).problem(412, "stale-fence");
    assertThat(stale.path("lock").asString()).isEqualTo("l");
    Response released = delete("/v1/locks/l?token=" + token);
    assertThat(released.status()).isEqualTo(200);
    assertThat(released.text()).isEqualTo("{\"name\":\"l\",\"released\":true,\"token\":1}");
    delete("/v1/locks/l?token=" + token).problem(412, "stale-fence");
    get("/v1/leases/1").problem(404, "not-found");
    assertThat(acquire("you")).isGreaterThan(token);
  }
}
