package io.quorate.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quorate.core.lock.Holder;
import io.quorate.core.lock.LockName;
import io.quorate.core.store.Operation;
import io.quorate.service.engine.LockNews;
import io.quorate.service.engine.Renewals;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/// What becomes of those who wait for a lock here when this replica is about to stop.
class AcquisitionsTest {
  private static final LockName L = new LockName(LockName.Kind.LOCK, "l");

  private final LockNews news = new LockNews();
  private final FakeEngine engine = new FakeEngine(news);
  private final Queues queues = new Queues(engine, news);
  private final Acquisitions acquisitions =
      new Acquisitions(engine, new Writes(engine), news, new Renewals(engine));

  @BeforeEach
  void setUp() {
    engine.reset();
    acquire(new MockHttpServletRequest(), "me", Duration.ZERO).join();
  }

  private CompletableFuture<Holder> acquire(
      MockHttpServletRequest request, String owner, Duration patience) {
    var claim =
        new Operation.Acquire(
            L, owner, Optional.empty(), OptionalLong.empty(), 30, !patience.isZero());
    return CompletableFuture.supplyAsync(
        () -> acquisitions.acquire(request, new MockHttpServletResponse(), claim, patience));
  }

  private static Problem refusal(CompletableFuture<Holder> waiting) {
    var refused = catchThrowableOfType(CompletionException.class, waiting::join);
    if (refused.getCause() instanceof ProblemException answer) {
      return answer.problem();
    }
    throw refused;
  }

  @Test
  void theyLeaveTheQueueAndAreSentAway() {
    var waiting = acquire(new MockHttpServletRequest(), "you", Duration.ofHours(1));
    queues.awaitWaiting(L, 1);
    news.stop();
    assertThat(refusal(waiting).status()).isEqualTo(503);
    assertThat(engine.<Integer>look(store -> store.locks().waiting())).isZero();
  }

  @Test
  void theyKeepTheirPlaceIfTheyCanComeBack() {
    MockHttpServletRequest named = new MockHttpServletRequest();
    named.addHeader("Idempotency-Key", "once");
    var waiting = acquire(named, "you", Duration.ofHours(1));
    queues.awaitWaiting(L, 1);
    news.stop();
    assertThat(refusal(waiting).detail()).contains("same Idempotency-Key");
    assertThat(engine.<Integer>look(store -> store.locks().waiting())).isEqualTo(1);
  }

  @Test
  void whoComesAfterwardsDoesNotWait() {
    news.stop();
    var late = acquire(new MockHttpServletRequest(), "you", Duration.ofHours(1));
    assertThat(refusal(late).status()).isEqualTo(503);
    assertThat(engine.<Integer>look(store -> store.locks().waiting())).isZero();
  }
}
