package io.quorate.service.api;

import io.quorate.core.store.Entry;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import io.quorate.service.config.QuorateProperties;
import io.quorate.service.engine.Answer;
import io.quorate.service.engine.Consistency;
import io.quorate.service.engine.Engine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.web.bind.annotation.RestController;

/// Keys and their values, one at a time. Works on the raw request and response: this is the path
/// that every client is on, and a key must reach the log exactly as it was sent.
@RestController
class KvController implements KvApi {
  private final Engine engine;
  private final Writes writes;
  private final ResponseWriter writer;
  private final PutBody body;
  private final int keyLimit;

  KvController(
      Engine engine,
      Writes writes,
      QuorateProperties properties,
      ResponseWriter writer,
      PutBody body) {
    this.engine = engine;
    this.writes = writes;
    this.writer = writer;
    this.keyLimit = properties.limits().keyBytes();
    this.body = body;
  }

  @Override
  public void put(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String key = KeyPath.key(request, keyLimit);
    boolean wantsPrevious = Query.of(request).isSet("previous");
    var condition = Preconditions.ofPut(request);
    var put = new Operation.Put(key, body.value(request), condition, wantsPrevious);
    switch (writes.carryOut(request, response, put)) {
      case Outcome.Stored stored ->
          stored(response, stored, PutAnswer.of(key, stored, wantsPrevious, KeyValue::of));
      case Outcome.WithoutValue(Outcome.Stored stored) ->
          stored(
              response, stored, PutAnswer.of(key, stored, wantsPrevious, KeyValue::withoutValue));
      case Outcome other -> refuse(response, other);
    }
  }

  private void stored(HttpServletResponse response, Outcome.Stored stored, PutAnswer answer)
      throws IOException {
    response.setHeader("ETag", Preconditions.entityTag(stored.revision()));
    writer.json(response, stored.created() ? 201 : 200, answer);
  }

  @Override
  public void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String key = KeyPath.key(request, keyLimit);
    Query query = Query.of(request);
    Consistency consistency = query.consistency();
    Preconditions.checkGet(request);
    Representation form = Representation.wantedBy(request);
    var answer = engine.read(consistency, RequestHeaders.timeout(request), s -> s.get(key));
    switch (answer) {
      case Answer.Refused<Optional<Entry>>(var refusal) ->
          throw new ProblemException(Problems.of(refusal));
      case Answer.Found<Optional<Entry>>(Optional<Entry> entry, long revision) -> {
        response.setHeader(QuorateHeaders.REVISION, Long.toString(revision));
        response.setHeader(QuorateHeaders.CONSISTENCY, nameOf(consistency));
        if (entry.isEmpty()) {
          throw new ProblemException(Problems.noSuchKey(key));
        }
        show(request, response, entry.get(), form);
      }
    }
  }

  private void show(
      HttpServletRequest request, HttpServletResponse response, Entry entry, Representation form)
      throws IOException {
    response.setHeader("ETag", Preconditions.entityTag(entry.modRevision()));
    response.setHeader("Vary", "Accept");
    if (Preconditions.isKnown(request, entry)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    switch (form) {
      case JSON -> writer.json(response, 200, KeyValue.of(entry));
      case BYTES, TEXT -> writer.value(response, form.typeOf(entry.value()), entry);
    }
  }

  @Override
  public void delete(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String key = KeyPath.key(request, keyLimit);
    var delete = new Operation.Delete(key, Preconditions.ofDelete(request));
    switch (writes.carryOut(request, response, delete)) {
      case Outcome.Deleted deleted ->
          writer.json(response, 200, new DeleteAnswer(deleted.deleted(), deleted.revision()));
      case Outcome other -> refuse(response, other);
    }
  }

  /// Answers a write that changed nothing.
  private void refuse(HttpServletResponse response, Outcome outcome) {
    throw new ProblemException(
        switch (outcome) {
          case Outcome.ConditionFailed(Optional<Entry> current) ->
              conditionFailed(response, current, KeyValue::of);
          case Outcome.WithoutValue(Outcome.ConditionFailed(Optional<Entry> current)) ->
              conditionFailed(response, current, KeyValue::withoutValue);
          case Outcome.KeyReused() -> Problems.idempotencyKeyReused();
          case Outcome.Expired() -> Problems.expired();
          case Outcome.Stored _,
              Outcome.Deleted _,
              Outcome.QuorumsChanged _,
              Outcome.QuorumsRefused _,
              Outcome.RegistersMoved _,
              Outcome.WithoutValue _ ->
              throw new IllegalStateException("the outcome of another operation: " + outcome);
        });
  }

  private static Problem conditionFailed(
      HttpServletResponse response, Optional<Entry> current, Function<Entry, KeyValue> shown) {
    current.ifPresent(e -> response.setHeader("ETag", Preconditions.entityTag(e.modRevision())));
    return Problems.preconditionFailed(current, shown);
  }

  private static String nameOf(Consistency consistency) {
    return switch (consistency) {
      case Consistency.Linearizable() -> "linearizable";
      case Consistency.Stale() -> "stale";
      case Consistency.AtLeast(long _) -> "minRevision";
    };
  }
}
