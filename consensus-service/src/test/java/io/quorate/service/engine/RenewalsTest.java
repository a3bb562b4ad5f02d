package io.quorate.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.lease.Lease;
import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.Input.Sender;
import io.quorate.core.paxos.Message;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import io.quorate.core.store.Request;
import io.quorate.core.store.Result;
import io.quorate.core.store.Store;
import io.quorate.service.engine.Renewals.Renewed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Keepalives that wait together cost one command together.
class RenewalsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Slow engine = new Slow();
  private final Renewals renewals = new Renewals(engine);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void tearDown() {
    callers.shutdownNow();
  }

  private CompletableFuture<Renewed> renew(long id, Duration patience) {
    return CompletableFuture.supplyAsync(() -> renewals.renew(id, patience), callers);
  }

  @Test
  void whoComesWhileOneIsUnderWaySharesTheNext() throws Exception {
    var first = renew(1, LONG);
    Write one = engine.next();
    assertThat(one.ids()).containsExactly(1L);
    List<CompletableFuture<Renewed>> others = new ArrayList<>();
    for (long id = 2; id <= 500; id++) {
      renewals.renewSoon(id, LONG);
    }
    for (long id = 501; id <= 510; id++) {
      others.add(renew(id, LONG));
    }
    one.renewAll();
    assertThat(first.get()).isEqualTo(new Renewed.Lives(lease(1)));
    int commands = 1;
    long renewed = 1;
    while (renewed < 510) {
      Write next = engine.next();
      commands++;
      renewed += next.ids().size();
      next.renewAll();
    }
    for (var other : others) {
      assertThat(other.get()).isInstanceOf(Renewed.Lives.class);
    }
    assertThat(commands).as("a caller may come in between").isLessThanOrEqualTo(12);
    assertThat(engine.atOnce).isEqualTo(1);
  }

  @Test
  void oneLeaseIsNamedOnceHoweverManyAskForIt() throws Exception {
    renewals.renewSoon(1, LONG);
    Write one = engine.next();
    renewals.renewSoon(7, LONG);
    renewals.renewSoon(7, LONG);
    one.renewAll();
    Write two = engine.next();
    assertThat(two.ids()).containsExactly(7L);
    two.renewAll();
  }

  @Test
  void aLeaseThatHasEndedIsToldToItsCallersAlone() throws Exception {
    renewals.renewSoon(9, LONG);
    Write block = engine.next();
    var dead = renew(1, LONG);
    var alive = renew(2, LONG);
    block.renewAll();
    int left = 2;
    while (left > 0) {
      Write next = engine.next();
      left -= next.ids().size();
      next.answer(applied(next.ids().contains(2L) ? List.of(lease(2)) : List.of()));
    }
    assertThat(dead.get()).isEqualTo(new Renewed.Over());
    assertThat(alive.get()).isEqualTo(new Renewed.Lives(lease(2)));
  }

  @Test
  void whatNobodyKnowsIsUnknownAndWhatWasRefusedIsRefused() throws Exception {
    var one = renew(1, LONG);
    engine.next().answer(new Submitted.Unknown());
    assertThat(one.get()).isEqualTo(new Renewed.Unknown());
    Refusal refusal = new Refusal(Refusal.Kind.NO_QUORUM, "alone");
    var two = renew(2, LONG);
    engine.next().answer(new Submitted.Rejected(refusal));
    assertThat(two.get()).isEqualTo(new Renewed.Refused(refusal));
  }

  @Test
  void eachCallerKeepsItsOwnDeadline() throws Exception {
    var patient = renew(1, LONG);
    Write underWay = engine.next();
    var behind = renew(2, Duration.ofMillis(1));
    assertThat(behind.get()).as("nothing of it was proposed").isInstanceOf(Renewed.Refused.class);
    underWay.renewAll();
    assertThat(patient.get()).isInstanceOf(Renewed.Lives.class);
  }

  @Test
  void whoseTimeEndsWhileItsCommandIsUnderWayKnowsNothing() throws Exception {
    var hasty = renew(1, Duration.ofMillis(1));
    Write underWay = engine.next();
    assertThat(hasty.get()).isEqualTo(new Renewed.Unknown());
    underWay.renewAll();
  }

  @Test
  void aCommandGoesOnForItsMostPatientCaller() throws Exception {
    renewals.renewSoon(9, LONG);
    Write block = engine.next();
    renewals.renewSoon(1, Duration.ofSeconds(30));
    renewals.renewSoon(2, LONG.multipliedBy(2));
    block.renewAll();
    Write both = engine.next();
    assertThat(both.ids()).containsExactly(1L, 2L);
    assertThat(both.timeout()).isGreaterThan(LONG);
    both.renewAll();
  }

  private static Lease lease(long id) {
    return new Lease(id, 10, 1, 0);
  }

  private static Submitted applied(List<Lease> alive) {
    return new Submitted.Applied(new Result(new Outcome.LeasesRenewed(alive), 0, false));
  }

  private record Write(List<Long> ids, Duration timeout, CompletableFuture<Submitted> outcome) {
    void answer(Submitted answer) {
      outcome.complete(answer);
    }

    void renewAll() {
      answer(applied(ids.stream().map(RenewalsTest::lease).toList()));
    }
  }

  /// An engine that does nothing until the test says so.
  private static final class Slow implements Engine {
    private final BlockingQueue<Write> writes = new LinkedBlockingQueue<>();
    private int underWay;
    private int atOnce;

    Write next() throws InterruptedException {
      Write next = writes.poll(30, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing was proposed");
      }
      return next;
    }

    private synchronized void count(int change) {
      underWay += change;
      atOnce = Math.max(atOnce, underWay);
    }

    @Override
    public Submitted write(Request request, Duration timeout) {
      count(1);
      try {
        var renew = (Operation.RenewLeases) request.operation();
        Write write = new Write(renew.ids(), timeout, new CompletableFuture<>());
        writes.add(write);
        return write.outcome().join();
      } finally {
        count(-1);
      }
    }

    @Override
    public <T> Answer<T> read(Consistency consistency, Duration timeout, Function<Store, T> query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Message.Reply> ask(Sender from, Message.Request request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Forwarding> takeForwarded(Sender from, List<Command> commands) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<OptionalLong> otherStoreOf(Sender sender) {
      throw new UnsupportedOperationException();
    }

    @Override
    public View view() {
      throw new UnsupportedOperationException();
    }
  }
}
