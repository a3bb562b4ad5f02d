package io.quorate.service.peer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// How long a peer's question may take here. Meant for virtual threads, because it blocks.
///
/// @param limit after it the peer is told that there is no answer
record Patience(Duration limit) {

  /// Waits for an answer.
  ///
  /// @throws Problem.Found 503 when there is none
  <T> T await(CompletableFuture<T> answer) {
    return await(answer, Optional.empty());
  }

  /// Waits for an answer.
  ///
  /// @param otherwise the problem when there is none
  /// @throws Problem.Found with it
  <T> T await(CompletableFuture<T> answer, Problem otherwise) {
    return await(answer, Optional.of(otherwise));
  }

  private <T> T await(CompletableFuture<T> answer, Optional<Problem> otherwise) {
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw otherwise.orElse(silent("no answer within " + limit.toMillis() + " ms")).found();
    } catch (ExecutionException _) {
      throw otherwise.orElse(silent(String.valueOf(answer.exceptionNow().getMessage()))).found();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw otherwise.orElse(silent("it is stopping")).found();
    }
  }

  private static Problem silent(String why) {
    return Problem.of(503, "not-ready", "This replica does not answer now", why);
  }
}
