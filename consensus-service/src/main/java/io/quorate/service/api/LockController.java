package io.quorate.service.api;

import io.quorate.core.lock.Holder;
import io.quorate.core.lock.LockName;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import io.quorate.service.config.QuorateProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.bind.annotation.RestController;

/// Locks.
@RestController
class LockController implements LockApi {
  /// Comes right behind a name, in the order of names.
  private static final String NEXT = "\0";

  private final Reads reads;
  private final Writes writes;
  private final Acquisitions acquisitions;
  private final FlatBodies bodies;
  private final ResponseWriter writer;
  private final int keyLimit;

  LockController(
      Reads reads,
      Writes writes,
      Acquisitions acquisitions,
      FlatBodies bodies,
      ResponseWriter writer,
      QuorateProperties properties) {
    this.reads = reads;
    this.writes = writes;
    this.acquisitions = acquisitions;
    this.bodies = bodies;
    this.writer = writer;
    this.keyLimit = properties.limits().keyBytes();
  }

  @Override
  public void acquire(HttpServletRequest request, HttpServletResponse response) throws IOException {
    LockName name = name(request);
    Optional<String> key = RequestHeaders.idempotencyKey(request);
    ClaimBody claim = bodies.small(request, fields -> ClaimBody.ofLock(name, key, fields));
    Holder holder = acquisitions.acquire(request, response, claim.acquire(), claim.patience());
    writer.json(response, 200, LockHolder.of(name, holder));
  }

  @Override
  public void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
    LockName name = name(request);
    var found = reads.ask(request, response, Query.of(request), store -> store.locks().find(name));
    LockView lock =
        found
            .map(LockView::of)
            .orElseThrow(() ->
                new ProblemException(
                    Problems.notFound("The lock '" + name.text() + "' is not held.")));
    writer.json(response, 200, lock);
  }

  @Override
  public void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Query query = Query.of(request);
    int limit = Page.limit(query);
    var from =
        new LockName(LockName.Kind.LOCK, Page.after(query).map(name -> name + NEXT).orElse(""));
    LockList list =
        reads.ask(
            request,
            response,
            query,
            store -> {
              var page =
                  Page.of(store.locks().from(from, limit + 1), limit, lock -> lock.name().text());
              return new LockList(
                  store.revision(),
                  store.locks().held(LockName.Kind.LOCK),
                  page.items().stream().map(LockView::of).toList(),
                  page.cursor());
            });
    writer.json(response, 200, list);
  }

  @Override
  public void release(HttpServletRequest request, HttpServletResponse response) throws IOException {
    LockName name = name(request);
    long token = token(request);
    writes
        .carryOut(request, response, new Operation.Release(name, token))
        .as(Outcome.Released.class);
    writer.json(response, 200, new Released(name.text(), true, token));
  }

  /// The token that a request comes with.
  static long token(HttpServletRequest request) {
    return Query.of(request)
        .number("token", 1, Numbers.MAX)
        .orElseThrow(() -> ProblemException.invalid("token", "is required"));
  }

  private LockName name(HttpServletRequest request) {
    return new LockName(LockName.Kind.LOCK, KeyPath.key(request, PREFIX, keyLimit));
  }
}
