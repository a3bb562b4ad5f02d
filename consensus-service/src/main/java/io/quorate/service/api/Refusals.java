package io.quorate.service.api;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.lease.Lease;
import io.quorate.core.lock.Holder;
import io.quorate.core.lock.LockName;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.store.Outcome;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Function;

/// What a caller is told when the state machine did nothing.
final class Refusals {
  private Refusals() {}

  /// @param shown how an entry in it is shown
  static Problem problem(
      HttpServletResponse response, Outcome.Refused refused, Function<Entry, KeyValue> shown) {
    return switch (refused) {
      case Outcome.ConditionFailed(Optional<Entry> current) -> {
        current.ifPresent(
            entry -> response.setHeader("ETag", Preconditions.entityTag(entry.modRevision())));
        yield Problems.preconditionFailed(current, shown);
      }
      case Outcome.StaleFence(String lock, long token) -> Problems.staleFence(lock, token);
      case Outcome.NoSuchLease(long id) -> Problems.noSuchLease(id);
      case Outcome.LeaseExists(Lease lease) -> Problems.leaseExists(lease.id());
      case Outcome.LockHeld(LockName name, Holder holder) -> Problems.lockHeld(name, holder);
      case Outcome.RevisionAhead(long latest) ->
          ProblemException.invalid("revision", "is yet to come; the latest is " + latest).problem();
      case Outcome.QuorumsRefused(QuorumSystem to) -> Problems.awayForQuorums(to);
      case Outcome.KeyReused() -> Problems.idempotencyKeyReused();
      case Outcome.Expired() -> Problems.expired();
    };
  }
}
