package io.quorate.service.api;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.lock.Holder;
import io.quorate.core.lock.LockName;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.service.engine.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Every problem that a caller can meet, with its name and status: the table of the contract.
final class Problems {

  /// What is wrong with a request, and where.
  ///
  /// @param field a field of the body, a header, a query parameter, or `key`
  /// @param message what is wrong with it
  record Wrong(String field, String message) {}

  private Problems() {}

  static Problem invalid(List<Wrong> errors) {
    String detail =
        errors.stream().map(e -> e.field() + ": " + e.message()).collect(Collectors.joining("; "));
    return Problem.of(400, "invalid-request", "Invalid request", detail).with("errors", errors);
  }

  static Problem notFound(String detail) {
    return Problem.of(404, "not-found", "Not found", detail);
  }

  static Problem noSuchKey(String key) {
    return notFound("There is no key '" + key + "'.");
  }

  /// @param current the key as it stands
  /// @param shown how it is shown
  static Problem preconditionFailed(Optional<Entry> current, Function<Entry, KeyValue> shown) {
    String detail =
        current
            .map(entry -> "The key was last stored by revision " + entry.modRevision() + ".")
            .orElse("The key does not exist.");
    return Problem.of(412, "precondition-failed", "Precondition failed", detail)
        .with("current", current.map(shown).orElse(null));
  }

  /// @param what `key` or `value`
  /// @param limit how many bytes it may have
  static Problem tooLarge(String what, long limit) {
    String detail = "A " + what + " has at most " + limit + " bytes here.";
    return Problem.of(413, "too-large", "Too large", detail).with("limit", limit);
  }

  /// @param what what a transaction has too much of
  /// @param limit how much of it there may be
  static Problem transactionTooLarge(String what, long limit) {
    String detail = "A transaction has at most " + limit + " " + what + " here.";
    return Problem.of(413, "too-large", "Too large", detail).with("limit", limit);
  }

  /// @param compactRevision the oldest revision that is still known
  static Problem compacted(long compactRevision) {
    return Problem.of(
            410,
            "compacted",
            "Compacted",
            "History before revision " + compactRevision + " is gone.")
        .with("compactRevision", compactRevision);
  }

  static Problem idempotencyKeyReused() {
    return Problem.of(
        422,
        "idempotency-key-reused",
        "Idempotency key reused",
        "This Idempotency-Key came with another request before; nothing was changed.");
  }

  static Problem outcomeUnknown() {
    return Problem.of(
        504,
        "outcome-unknown",
        "Outcome unknown",
        "The write was proposed, but the deadline passed before it was known chosen. It may have"
            + " happened or may happen yet: to be sure, repeat it with the same Idempotency-Key.");
  }

  /// The log's time and this replica's are so far apart that its commands cannot be told from old
  /// ones.
  static Problem expired() {
    return notReady(
        "This replica's clock and state are more than ten minutes behind; nothing was changed.");
  }

  /// @param to the system that was not put in force
  static Problem awayForQuorums(QuorumSystem to) {
    return Problem.of(
        503,
        "no-quorum",
        "No quorum",
        "Members without which %s has no read or no write quorum do not follow the leader now;"
                .formatted(to.text())
            + " nothing was changed.");
  }

  /// @param token what does not hold the lock
  static Problem staleFence(String lock, long token) {
    return Problem.of(
            412,
            "stale-fence",
            "Stale fence",
            "The token %d does not hold '%s' now; nothing was changed.".formatted(token, lock))
        .with("lock", lock)
        .with("token", token);
  }

  static Problem noSuchLease(long id) {
    return notFound("There is no lease " + id + ", or it has ended.");
  }

  static Problem leaseExists(long id) {
    return Problem.of(409, "lease-exists", "Lease exists", "The lease " + id + " has not ended.")
        .with("id", id);
  }

  /// @param holder who has it
  static Problem lockHeld(LockName name, Holder holder) {
    String detail = "The %s is held by '%s'.".formatted(name, holder.claim().owner());
    return Problem.of(409, "lock-held", "Lock held", detail).with("holder", shown(name, holder));
  }

  private static Object shown(LockName name, Holder holder) {
    return switch (name.kind()) {
      case LOCK -> LockHolder.of(name, holder);
      case ELECTION -> ElectionLeader.of(name, holder);
    };
  }

  /// A claim that is not in the queue any more.
  ///
  /// @param holder who has the lock now, if anyone: a claim also goes when its lease ends
  static Problem notGot(LockName name, Optional<Holder> holder) {
    String detail = "The claim has left the queue of the %s: its lease has ended.".formatted(name);
    return holder
        .map(one -> lockHeld(name, one))
        .orElseGet(() -> Problem.of(409, "lock-held", "Lock held", detail).with("holder", null));
  }

  /// The replica stops while someone waits who has named the request.
  static Problem waitElsewhere() {
    return notReady(
        "This replica is stopping. The claim keeps its place as long as its lease lives: repeat the"
            + " request with the same Idempotency-Key, and another replica goes on waiting.");
  }

  /// The replica stops while someone waits.
  static Problem stoppedWaiting() {
    return notReady("This replica is stopping. The claim has left the queue; another one serves.");
  }

  static Problem of(Refusal refusal) {
    return switch (refusal.kind()) {
      case OVERLOADED -> Problem.of(429, "overloaded", "Overloaded", refusal.detail());
      case NO_QUORUM -> Problem.of(503, "no-quorum", "No quorum", refusal.detail());
      case NOT_READY -> notReady(refusal.detail());
    };
  }

  static Problem notReady(String detail) {
    return Problem.of(503, "not-ready", "Not ready", detail);
  }

  /// A problem that the HTTP layers below have found.
  ///
  /// @param where what is wrong with the request if it is the caller's fault: a part of it
  static Problem ofStatus(int status, String where, String detail) {
    return switch (status) {
      case 404 -> notFound(detail);
      case 405 -> Problem.of(405, "method-not-allowed", "Method not allowed", detail);
      case 406 -> Problem.of(406, "not-acceptable", "Not acceptable", detail);
      case 413, 414, 431 -> Problem.of(status, "too-large", "Too large", detail);
      case 415 -> Problem.of(415, "unsupported-media-type", "Unsupported media type", detail);
      case 417 -> Problem.of(417, "expectation-failed", "Expectation failed", detail);
      case 501 -> Problem.of(501, "not-implemented", "Not implemented", detail);
      case 503 -> notReady(detail);
      default -> status < 500 ? refused(status, where, detail) : internalError();
    };
  }

  private static Problem refused(int status, String where, String detail) {
    return status == 400
        ? invalid(List.of(new Wrong(where, detail)))
        : Problem.of(status, "invalid-request", "Invalid request", detail)
            .with("errors", List.of(new Wrong(where, detail)));
  }

  static Problem internalError() {
    return Problem.of(
        500,
        "internal-error",
        "Internal error",
        "This replica failed to answer; its log says why. A write may or may not have happened.");
  }
}
