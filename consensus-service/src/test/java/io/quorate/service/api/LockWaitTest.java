package io.quorate.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.lease.Lease;
import io.quorate.core.lock.LockName;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import io.quorate.core.store.Request;
import io.quorate.core.store.Result;
import io.quorate.service.engine.LockNews;
import io.quorate.service.engine.Submitted;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Waiting for a lock.
class LockWaitTest extends ApiTest {
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
  void waitersAreServedInOrder() throws Exception {
    long token = acquire("0");
    var first = waiter("1", 60);
    queues.awaitWaiting(L, 1);
    var second = waiter("2", 60);
    queues.awaitWaiting(L, 2);
    release(token);
    Response got = first.get();
    assertThat(got.body().path("owner").asString()).isEqualTo("1");
    assertThat(got.body().path("token").asLong()).isGreaterThan(token);
    assertThat(second).isNotDone();
    release(got.body().path("token").asLong());
    assertThat(second.get().body().path("owner").asString()).isEqualTo("2");
    assertThat(news.listening()).as("nobody listens any more").isZero();
  }

  @Test
  void theDeadlineOfTheProposalsIsNotThatOfTheWait() throws Exception {
    long token = acquire("0");
    var waiting = waiter("1", 60, "Quorate-Timeout-Ms: 1");
    queues.awaitWaiting(L, 1);
    release(token);
    assertThat(waiting.get().status()).isEqualTo(200);
  }

  @Test
  void whoDoesNotGetItInTimeLeavesTheQueue() throws Exception {
    acquire("me");
    Response late = waiter("you", 1).get();
    assertThat(late.problem(409, "lock-held").at("/holder/owner").asString()).isEqualTo("me");
    assertThat(get("/v1/locks/l").body().path("queue").size()).isZero();
    get("/v1/leases/2").problem(404, "not-found");
  }

  @Test
  void whoGetsItAtTheLastMomentHasIt() throws Exception {
    long token = acquire("me");
    var waiting = waiter("you", 1);
    queues.awaitWaiting(L, 1);
    Lease mine = engine.look(store -> store.leases().find(1)).orElseThrow();
    // Nobody tells this replica, until the waiter asks to leave.
    engine.look(store -> {
      store.locks().onChange(_ -> {});
      return true;
    });
    engine.write(Request.of(new Operation.ExpireLeases(List.of(mine.term()))), Duration.ZERO);
    Response got = waiting.get();
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.body().path("token").asLong()).isGreaterThan(token);
  }

  @Test
  void whetherItWasGotIs504IfNobodyKnows() throws Exception {
    acquire("me");
    var waiting = waiter("you", 1);
    queues.awaitWaiting(L, 1);
    engine.answerNextWrite(new Submitted.Unknown());
    waiting.get().problem(504, "outcome-unknown");
  }

  @Test
  void theEndOfTheHoldersLeaseServesTheNext() throws Exception {
    acquire("me");
    var waiting = waiter("you", 60);
    queues.awaitWaiting(L, 1);
    engine.write(
        Request.of(new Operation.ExpireLeases(List.of(new Lease.Term(1, 0)))), Duration.ZERO);
    assertThat(waiting.get().body().path("owner").asString()).isEqualTo("you");
  }

  @Test
  void aWaiterWhoseLeaseEndsIs409AtOnce() throws Exception {
    acquire("me");
    post("/v1/leases", "{\"ttlSeconds\":30,\"id\":7}");
    var waiting =
        CompletableFuture.supplyAsync(
            () -> post("/v1/locks/l", "{\"leaseId\":7,\"waitSeconds\":3600}"), callers);
    queues.awaitWaiting(L, 1);
    delete("/v1/leases/7");
    assertThat(waiting.get().problem(409, "lock-held").at("/holder/owner").asString())
        .isEqualTo("me");
  }

  @Test
  void whileAClaimWaitsItsOwnLeaseIsRenewed() throws Exception {
    long token = acquire("me");
    var waiting =
        CompletableFuture.supplyAsync(
            () -> post("/v1/locks/l", "{\"ttlSeconds\":1,\"waitSeconds\":60}"), callers);
    queues.awaitWaiting(L, 1);
    var renewed = new CompletableFuture<Lease>();
    engine.look(store -> {
      store
          .leases()
          .onRenewal(lease -> {
            if (lease.id() == 2) {
              renewed.complete(lease);
            }
          });
      return true;
    });
    assertThat(renewed.get().renewals()).isEqualTo(1);
    release(token);
    assertThat(waiting.get().status()).isEqualTo(200);
  }

  @Test
  void aRepeatedRequestIsAnsweredAsTheFirstTimeWhateverHasHappenedSince() {
    Response first = post("/v1/locks/l", "{}", "Idempotency-Key: once");
    release(first.body().path("token").asLong());
    acquire("you");
    Response again = post("/v1/locks/l", "{}", "Idempotency-Key: once");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    post("/v1/locks/l", "{\"owner\":\"x\"}", "Idempotency-Key: once")
        .problem(422, "idempotency-key-reused");
  }

  @Test
  void aRepeatedRequestGoesOnWaitingWithTheSameTicket() throws Exception {
    long token = acquire("me");
    var first = waiter("you", 60, "Idempotency-Key: once");
    queues.awaitWaiting(L, 1);
    var again = waiter("you", 50, "Idempotency-Key: once");
    assertThat(waiter("late", 1).get().status()).isEqualTo(409);
    assertThat(get("/v1/locks/l").body().path("queue").size()).isEqualTo(1);
    release(token);
    assertThat(again.get().text()).isEqualTo(first.get().text());
    assertThat(again.get().header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void aRepetitionThatComesTooLateFindsTheClaimGone() throws Exception {
    acquire("me");
    waiter("you", 1, "Idempotency-Key: once").get().problem(409, "lock-held");
    waiter("you", 60, "Idempotency-Key: once").get().problem(409, "lock-held");
  }

  @Test
  void whatIsRememberedOfAQueueSaysWhereTheClaimStandsNow() throws Exception {
    long token = acquire("me");
    long ticket = 2;
    engine.answerNextWrite(new Submitted.Applied(new Result(new Outcome.Queued(ticket), 0, true)));
    var lost = waiter("you", 60).get();
    assertThat(lost.problem(409, "lock-held").at("/holder/token").asLong()).isEqualTo(token);
  }
}
