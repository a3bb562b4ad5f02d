package io.quorate.service.api;

import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import io.quorate.core.store.Request;
import io.quorate.core.store.Result;
import io.quorate.service.engine.Engine;
import io.quorate.service.engine.Submitted;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;

/// Has an operation carried out the way every write is: under the caller's idempotency key, behind
/// its fences and within its deadline.
@Component
final class Writes {
  private final Engine engine;

  Writes(Engine engine) {
    this.engine = engine;
  }

  /// Waits until the operation is applied, and says in headers where in history that was.
  ///
  /// @throws ProblemException when it did nothing, was not applied, or nobody knows
  Done carryOut(HttpServletRequest request, HttpServletResponse response, Operation operation) {
    var named =
        new Request(
            RequestHeaders.idempotencyKey(request), RequestHeaders.fences(request), operation);
    return switch (engine.write(named, RequestHeaders.timeout(request))) {
      case Submitted.Applied(Result result) -> {
        response.setHeader(QuorateHeaders.REVISION, Long.toString(result.revision()));
        if (result.replayed()) {
          response.setHeader(QuorateHeaders.REPLAYED, "true");
        }
        yield done(response, result.outcome());
      }
      case Submitted.Rejected(var refusal) -> throw new ProblemException(Problems.of(refusal));
      case Submitted.Unknown() -> throw new ProblemException(Problems.outcomeUnknown());
    };
  }

  private static Done done(HttpServletResponse response, Outcome outcome) {
    Done done =
        outcome instanceof Outcome.WithoutValue(Outcome first)
            ? new Done(first, KeyValue::withoutValue)
            : new Done(outcome, KeyValue::of);
    if (done.outcome() instanceof Outcome.Refused refused) {
      throw new ProblemException(Refusals.problem(response, refused, done.shown()));
    }
    return done;
  }
}
