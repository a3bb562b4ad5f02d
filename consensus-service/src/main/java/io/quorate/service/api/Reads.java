package io.quorate.service.api;

import io.quorate.core.keyspace.Keyspace;
import io.quorate.core.keyspace.Snapshot;
import io.quorate.core.store.Store;
import io.quorate.service.engine.Answer;
import io.quorate.service.engine.Consistency;
import io.quorate.service.engine.Engine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.OptionalLong;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Asks the state the way every read does: at the consistency that the caller wants, and within its
/// deadline.
@Component
final class Reads {
  private final Engine engine;

  Reads(Engine engine) {
    this.engine = engine;
  }

  /// All keys as they stand, or stood at the revision that the query names. What is looked up in
  /// them takes none of the engine's time.
  ///
  /// @throws ProblemException when there is no such revision any more, or not yet
  Snapshot snapshot(HttpServletRequest request, HttpServletResponse response, Query query) {
    return snapshot(request, response, query, query.number("revision", 0, Numbers.MAX));
  }

  /// The same at a revision that the caller knows.
  Snapshot snapshot(
      HttpServletRequest request,
      HttpServletResponse response,
      Query query,
      OptionalLong revision) {
    return snapshot(request, response, query.consistency(), revision);
  }

  /// The same at a consistency that the caller knows.
  Snapshot snapshot(
      HttpServletRequest request,
      HttpServletResponse response,
      Consistency consistency,
      OptionalLong revision) {
    var looked = ask(request, response, consistency, store -> Look.at(store.keyspace(), revision));
    return switch (looked) {
      case Look.Seen(Snapshot snapshot) -> {
        response.setHeader(QuorateHeaders.REVISION, Long.toString(snapshot.revision()));
        yield snapshot;
      }
      case Look.Compacted(long compactRevision) ->
          throw new ProblemException(Problems.compacted(compactRevision));
      case Look.Ahead(long latest) ->
          throw ProblemException.invalid("revision", "is yet to come; the latest is " + latest);
    };
  }

  /// Asks anything, and says in headers what the answer reflects.
  ///
  /// @param question must be quick, and keep nothing but what is immutable
  /// @throws ProblemException when it could not be answered at that consistency
  <T> T ask(
      HttpServletRequest request,
      HttpServletResponse response,
      Query query,
      Function<Store, T> question) {
    return ask(request, response, query.consistency(), question);
  }

  private <T> T ask(
      HttpServletRequest request,
      HttpServletResponse response,
      Consistency consistency,
      Function<Store, T> question) {
    return switch (engine.read(consistency, RequestHeaders.timeout(request), question)) {
      case Answer.Refused<T>(var refusal) -> throw new ProblemException(Problems.of(refusal));
      case Answer.Found<T>(T value, long revision) -> {
        response.setHeader(QuorateHeaders.REVISION, Long.toString(revision));
        response.setHeader(QuorateHeaders.CONSISTENCY, nameOf(consistency));
        yield value;
      }
    };
  }

  private static String nameOf(Consistency consistency) {
    return switch (consistency) {
      case Consistency.Linearizable() -> "linearizable";
      case Consistency.Stale() -> "stale";
      case Consistency.AtLeast(long _) -> "minRevision";
    };
  }

  /// What is to be seen of a revision.
  private sealed interface Look {
    record Seen(Snapshot snapshot) implements Look {}

    record Compacted(long compactRevision) implements Look {}

    record Ahead(long latest) implements Look {}

    static Look at(Keyspace keys, OptionalLong revision) {
      if (revision.isEmpty()) {
        return new Seen(keys.now());
      }
      return keys.at(revision.getAsLong())
          .<Look>map(Seen::new)
          .orElseGet(() ->
              revision.getAsLong() > keys.revision()
                  ? new Ahead(keys.revision())
                  : new Compacted(keys.compactRevision()));
    }
  }
}
