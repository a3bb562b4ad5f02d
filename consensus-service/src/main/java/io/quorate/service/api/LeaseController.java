package io.quorate.service.api;

import io.quorate.core.lease.Lease;
import io.quorate.core.lease.Leases;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import io.quorate.service.engine.Renewals;
import io.quorate.service.engine.Renewals.Renewed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.bind.annotation.RestController;

/// Leases.
@RestController
class LeaseController implements LeaseApi {
  static final long MAX_TTL = 86_400;

  private final Reads reads;
  private final Writes writes;
  private final Renewals renewals;
  private final FlatBodies bodies;
  private final ResponseWriter writer;

  LeaseController(
      Reads reads, Writes writes, Renewals renewals, FlatBodies bodies, ResponseWriter writer) {
    this.reads = reads;
    this.writes = writes;
    this.renewals = renewals;
    this.bodies = bodies;
    this.writer = writer;
  }

  @Override
  public void grant(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Operation grant = bodies.small(request, LeaseController::grant);
    Lease lease = writes.carryOut(request, response, grant).as(Outcome.LeaseGranted.class).lease();
    response.setHeader("Location", ROUTE + "/" + lease.id());
    writer.json(response, 201, new Granted(lease.id(), lease.ttlSeconds()));
  }

  private static Operation grant(JsonFields fields) {
    long ttl = fields.requiredNumber("ttlSeconds", 1, MAX_TTL);
    return new Operation.GrantLease(fields.number("id", 1, Numbers.MAX), ttl);
  }

  @Override
  public void keepAlive(String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Lease lease = renewed(id(id), request, response);
    writer.json(response, 200, new Granted(lease.id(), lease.ttlSeconds()));
  }

  private Lease renewed(long id, HttpServletRequest request, HttpServletResponse response) {
    boolean alone =
        RequestHeaders.idempotencyKey(request).isPresent()
            || !RequestHeaders.fences(request).isEmpty();
    if (alone) {
      var renew = new Operation.RenewLeases(List.of(id));
      return writes
          .carryOut(request, response, renew)
          .as(Outcome.LeasesRenewed.class)
          .leases()
          .stream()
          .findFirst()
          .orElseThrow(() -> new ProblemException(Problems.noSuchLease(id)));
    }
    return switch (renewals.renew(id, RequestHeaders.timeout(request))) {
      case Renewed.Lives(Lease lease) -> lease;
      case Renewed.Over() -> throw new ProblemException(Problems.noSuchLease(id));
      case Renewed.Refused(var refusal) -> throw new ProblemException(Problems.of(refusal));
      case Renewed.Unknown() -> throw new ProblemException(Problems.outcomeUnknown());
    };
  }

  @Override
  public void get(String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long number = id(id);
    long now = System.currentTimeMillis();
    var found =
        reads.ask(
            request,
            response,
            Query.of(request),
            store ->
                store.leases().find(number).map(one -> LeaseView.of(one, store.leases(), now)));
    LeaseView lease = found.orElseThrow(() -> new ProblemException(Problems.noSuchLease(number)));
    writer.json(response, 200, lease);
  }

  @Override
  public void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Query query = Query.of(request);
    int limit = Page.limit(query);
    long from = Page.after(query).map(LeaseController::after).orElse(0L);
    long now = System.currentTimeMillis();
    LeaseList list =
        reads.ask(
            request,
            response,
            query,
            store -> {
              Leases leases = store.leases();
              var page =
                  Page.of(leases.from(from, limit + 1), limit, one -> Long.toString(one.id()));
              return new LeaseList(
                  store.revision(),
                  leases.size(),
                  page.items().stream().map(one -> LeaseView.of(one, leases, now)).toList(),
                  page.cursor());
            });
    writer.json(response, 200, list);
  }

  private static long after(String place) {
    try {
      return Math.addExact(Long.parseLong(place), 1);
    } catch (NumberFormatException | ArithmeticException foreign) {
      throw Page.foreign();
    }
  }

  @Override
  public void revoke(String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var revoke = new Operation.RevokeLease(id(id));
    var ended = writes.carryOut(request, response, revoke).as(Outcome.LeasesEnded.class);
    writer.json(response, 200, new DeleteAnswer(ended.keys(), ended.revision()));
  }

  private static long id(String text) {
    return Numbers.wholeNumber("id", text, 1, Numbers.MAX);
  }
}
