package io.quorate.service.api;

import io.quorate.core.lock.Holder;
import io.quorate.core.lock.Lock;
import io.quorate.core.lock.LockName;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import io.quorate.service.config.QuorateProperties;
import io.quorate.service.engine.LockNews;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Elections.
@RestController
class ElectionController implements ElectionApi {
  private final Reads reads;
  private final Writes writes;
  private final Acquisitions acquisitions;
  private final LockNews news;
  private final FlatBodies bodies;
  private final ResponseWriter writer;
  private final JsonMapper json;
  private final int keyLimit;

  ElectionController(
      Reads reads,
      Writes writes,
      Acquisitions acquisitions,
      LockNews news,
      FlatBodies bodies,
      ResponseWriter writer,
      JsonMapper json,
      QuorateProperties properties) {
    this.reads = reads;
    this.writes = writes;
    this.acquisitions = acquisitions;
    this.news = news;
    this.bodies = bodies;
    this.writer = writer;
    this.json = json;
    this.keyLimit = properties.limits().keyBytes();
  }

  @Override
  public void campaign(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    LockName name = name(request);
    ClaimBody claim =
        bodies.withValue(
            request,
            fields -> ClaimBody.ofElection(name, fields),
            one -> one.acquire().value().map(value -> value.length).orElse(0));
    Holder leader = acquisitions.acquire(request, response, claim.acquire(), claim.patience());
    writer.json(response, 200, ElectionLeader.of(name, leader));
  }

  @Override
  public void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (request.getRequestURI().endsWith(OBSERVE)) {
      // A name with slashes, which the pattern of that route does not take.
      observe(request, response);
      return;
    }
    LockName name = name(request);
    Holder leader =
        reads
            .ask(request, response, Query.of(request), store -> store.locks().find(name))
            .map(Lock::holder)
            .orElseThrow(() ->
                new ProblemException(Problems.notFound("Nobody leads '" + name.text() + "' now.")));
    writer.json(response, 200, ElectionLeader.of(name, leader));
  }

  @Override
  public void observe(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String path = request.getRequestURI();
    String text =
        KeyPath.decode(
            path.substring(
                request.getContextPath().length() + PREFIX.length(),
                path.length() - OBSERVE.length()),
            keyLimit);
    LockName name = new LockName(LockName.Kind.ELECTION, text);
    EventStream.Form form = EventStream.Form.wantedBy(request);
    Observation observation = new Observation();
    try (var _ = news.listen(name, observation)) {
      reads.ask(
          request,
          response,
          Query.of(request),
          store -> observation.begin(store.locks().find(name)));
      var stream = new EventStream(form, json, response);
      if (request.getMethod().equals("HEAD")) {
        return;
      }
      show(name, observation, stream, Presence.of(request));
    }
  }

  /// Until the reader goes away, is too slow, or this replica stops.
  private static void show(
      LockName name, Observation observation, EventStream stream, Presence reader)
      throws IOException {
    while (observation.goesOn() && !reader.isGone()) {
      Optional<Observation.Seen> seen = observation.next(EventStream.PROGRESS);
      if (seen.isEmpty()) {
        stream.send("progress", Optional.empty(), new Vacant(name.text()));
        continue;
      }
      Optional<Holder> leader = seen.get().leader();
      if (leader.isPresent()) {
        String id = Long.toString(leader.get().token());
        stream.send("leader", Optional.of(id), ElectionLeader.of(name, leader.get()));
      } else {
        stream.send("vacant", Optional.empty(), new Vacant(name.text()));
      }
    }
  }

  private record Vacant(String name) {}

  @Override
  public void publish(HttpServletRequest request, HttpServletResponse response) throws IOException {
    LockName name = name(request);
    long token = LockController.token(request);
    byte[] value = bodies.withValue(request, ElectionController::value, one -> one.length);
    Operation publish = new Operation.Publish(name, token, value);
    Holder leader = writes.carryOut(request, response, publish).as(Outcome.Acquired.class).holder();
    writer.json(response, 200, ElectionLeader.of(name, leader));
  }

  private static byte[] value(JsonFields fields) {
    Optional<byte[]> value = fields.bytes("value");
    if (!fields.has("value") && !fields.has("valueBase64")) {
      fields.wrong("value", "value or valueBase64 is required");
    }
    return value.orElse(new byte[0]);
  }

  @Override
  public void resign(HttpServletRequest request, HttpServletResponse response) throws IOException {
    LockName name = name(request);
    long token = LockController.token(request);
    writes
        .carryOut(request, response, new Operation.Release(name, token))
        .as(Outcome.Released.class);
    writer.json(response, 200, new LockApi.Released(name.text(), true, token));
  }

  private LockName name(HttpServletRequest request) {
    return new LockName(LockName.Kind.ELECTION, KeyPath.key(request, PREFIX, keyLimit));
  }
}
