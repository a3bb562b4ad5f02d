package io.quorate.service.api;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import io.quorate.service.config.QuorateProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.RestController;

/// Keys and their values, one at a time. Works on the raw request and response: this is the path
/// that every client is on, and a key must reach the log exactly as it was sent.
@RestController
class KvController implements KvApi {
  private final Reads reads;
  private final Writes writes;
  private final ResponseWriter writer;
  private final PutBody body;
  private final int keyLimit;

  KvController(
      Reads reads,
      Writes writes,
      QuorateProperties properties,
      ResponseWriter writer,
      PutBody body) {
    this.reads = reads;
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
    PutBody.Value value = body.value(request);
    var put = new Operation.Put(key, value.bytes(), value.leaseId(), condition, wantsPrevious);
    Done done = writes.carryOut(request, response, put);
    var stored = done.as(Outcome.Stored.class);
    response.setHeader("ETag", Preconditions.entityTag(stored.revision()));
    writer.json(
        response,
        stored.created() ? 201 : 200,
        PutAnswer.of(key, stored, wantsPrevious, done.shown()));
  }

  @Override
  public void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String key = KeyPath.key(request, keyLimit);
    Preconditions.checkGet(request);
    Representation form = Representation.wantedBy(request);
    Entry entry =
        reads
            .snapshot(request, response, Query.of(request))
            .get(key)
            .orElseThrow(() -> new ProblemException(Problems.noSuchKey(key)));
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
    var deleted = writes.carryOut(request, response, delete).as(Outcome.Deleted.class);
    writer.json(response, 200, new DeleteAnswer(deleted.deleted(), deleted.revision()));
  }
}
