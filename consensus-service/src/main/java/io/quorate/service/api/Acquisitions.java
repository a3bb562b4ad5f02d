package io.quorate.service.api;

import io.quorate.core.lock.Claim;
import io.quorate.core.lock.Holder;
import io.quorate.core.lock.LockName;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import io.quorate.core.store.Request;
import io.quorate.core.store.Result;
import io.quorate.service.engine.Answer;
import io.quorate.service.engine.Consistency;
import io.quorate.service.engine.Engine;
import io.quorate.service.engine.LockNews;
import io.quorate.service.engine.LockState;
import io.quorate.service.engine.Renewals;
import io.quorate.service.engine.Submitted;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/// Has locks and elections acquired, waiting in the queue for as long as the caller does.
///
/// A claim waits in the replicated state; here only its caller waits, until this replica's state
/// says that its turn has come. While it does, a lease of the claim's own is renewed. A caller that
/// goes away takes its claim with it, unless it has named the request: then it may come back, to
/// any replica, and its lease says for how long.
@Component
final class Acquisitions {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration PARTING = Duration.ofSeconds(30);
  private static final int RENEWALS_PER_TTL = 3;

  private final Engine engine;
  private final Writes writes;
  private final LockNews news;
  private final Renewals renewals;

  Acquisitions(Engine engine, Writes writes, LockNews news, Renewals renewals) {
    this.engine = engine;
    this.writes = writes;
    this.news = news;
    this.renewals = renewals;
  }

  /// Acquires.
  ///
  /// @param patience how long to wait in the queue
  /// @throws ProblemException when it was not got in time
  Holder acquire(
      HttpServletRequest request,
      HttpServletResponse response,
      Operation.Acquire acquire,
      Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    Turn turn = new Turn();
    try (var _ = news.listen(acquire.name(), turn)) {
      Outcome outcome = writes.carryOut(request, response, acquire).outcome();
      return switch (outcome) {
        case Outcome.Acquired(Holder holder) -> holder;
        case Outcome.Queued(long ticket) ->
            new Waiting(request, response, acquire, ticket, turn, end).come();
        default -> throw new IllegalStateException("the outcome of another operation: " + outcome);
      };
    }
  }

  /// One caller that waits with one ticket.
  private final class Waiting {
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Operation.Acquire acquire;
    private final LockName name;
    private final long ticket;
    private final Turn turn;
    private final long end;
    private final Presence caller;

    Waiting(
        HttpServletRequest request,
        HttpServletResponse response,
        Operation.Acquire acquire,
        long ticket,
        Turn turn,
        long end) {
      this.request = request;
      this.response = response;
      this.acquire = acquire;
      this.name = acquire.name();
      this.ticket = ticket;
      this.turn = turn;
      this.end = end;
      this.caller = Presence.of(request);
    }

    Holder come() {
      if (!turn.begin(ticket)) {
        lookWhereItStands();
      }
      long renewAt = firstRenewal();
      while (true) {
        long now = System.nanoTime();
        if (now - renewAt >= 0) {
          renew();
          renewAt = now + period();
        }
        long until = Math.min(Math.min(end, renewAt) - now, LOOK.toNanos());
        Optional<Turn.End> ended = turn.await(Duration.ofNanos(Math.max(0, until)));
        if (ended.isPresent()) {
          return conclude(ended.get());
        }
        if (caller.isGone()) {
          part();
          throw new ProblemException(Problems.notReady("The caller has gone away."));
        }
        if (System.nanoTime() - end >= 0) {
          return leave(Problems::notGot);
        }
      }
    }

    /// The queueing was of an earlier request: nothing may have happened since.
    private void lookWhereItStands() {
      var found =
          engine.read(
              new Consistency.Stale(),
              RequestHeaders.timeout(request),
              store -> LockState.of(store.locks().find(name)));
      switch (found) {
        case Answer.Found<LockState>(LockState state, long _) -> turn.changed(state);
        case Answer.Refused<LockState>(var refusal) ->
            throw new ProblemException(Problems.of(refusal));
      }
    }

    private long period() {
      return Duration.ofSeconds(acquire.ttlSeconds()).toNanos() / RENEWALS_PER_TTL;
    }

    /// A claim that was made before, by a request with the same name, may have little time left. A
    /// lease that the caller has brought is the caller's to renew.
    private long firstRenewal() {
      if (acquire.leaseId().isPresent()) {
        return end;
      }
      return System.nanoTime() + (mayComeBack() ? 0 : period());
    }

    private void renew() {
      turn.claim()
          .filter(Claim::ownLease)
          .ifPresent(claim ->
              renewals.renewSoon(claim.leaseId(), Duration.ofSeconds(acquire.ttlSeconds())));
    }

    private Holder conclude(Turn.End ended) {
      return switch (ended) {
        case Turn.End.Come(Holder holder) -> {
          long reflected = Math.max(engine.view().revision(), holder.acquiredRevision());
          response.setHeader(QuorateHeaders.REVISION, Long.toString(reflected));
          yield holder;
        }
        case Turn.End.Lost(Optional<Holder> holder) ->
            throw new ProblemException(Problems.notGot(name, holder));
        case Turn.End.Stopping() -> {
          if (mayComeBack()) {
            throw new ProblemException(Problems.waitElsewhere());
          }
          yield leave((_, _) -> Problems.stoppedWaiting());
        }
      };
    }

    /// Leaves the queue, unless the lock was got at the last moment.
    private Holder leave(BiFunction<LockName, Optional<Holder>, Problem> otherwise) {
      var leave = Request.of(new Operation.Leave(name, ticket));
      if (!(engine.write(leave, RequestHeaders.timeout(request))
          instanceof Submitted.Applied(Result result))) {
        throw new ProblemException(Problems.outcomeUnknown());
      }
      response.setHeader(QuorateHeaders.REVISION, Long.toString(result.revision()));
      return switch (result.outcome()) {
        case Outcome.Acquired(Holder holder) -> holder;
        case Outcome.Left(Optional<Holder> holder) ->
            throw new ProblemException(otherwise.apply(name, holder));
        default -> throw new ProblemException(Problems.outcomeUnknown());
      };
    }

    private boolean mayComeBack() {
      return RequestHeaders.idempotencyKey(request).isPresent();
    }

    /// The caller will not hear that its turn has come.
    private void part() {
      if (mayComeBack()) {
        return;
      }
      var left = engine.write(Request.of(new Operation.Leave(name, ticket)), PARTING);
      if (left instanceof Submitted.Applied(Result result)
          && result.outcome() instanceof Outcome.Acquired(Holder holder)
          && holder.claim().ownLease()) {
        engine.write(Request.of(new Operation.Release(name, holder.token())), PARTING);
      }
    }
  }
}
