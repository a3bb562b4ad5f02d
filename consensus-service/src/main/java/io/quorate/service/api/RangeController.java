package io.quorate.service.api;

import io.quorate.core.keyspace.Snapshot;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import io.quorate.service.config.QuorateProperties;
import io.quorate.service.membership.Membership;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

/// Many keys at once. A page is read from keys that do not change, on the caller's thread: however
/// many there are, no write waits for it.
@RestController
class RangeController implements RangeApi {
  private final Reads reads;
  private final Writes writes;
  private final ResponseWriter writer;
  private final KeyRule rule;
  private final UUID cluster;

  RangeController(
      Reads reads,
      Writes writes,
      ResponseWriter writer,
      QuorateProperties properties,
      Membership membership) {
    this.reads = reads;
    this.writes = writes;
    this.writer = writer;
    this.rule = new KeyRule(properties.limits().keyBytes());
    this.cluster = membership.cluster();
  }

  @Override
  public void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Query query = Query.of(request);
    PageQuery page = PageQuery.of(query, rule, cluster);
    Snapshot snapshot =
        reads.snapshot(request, response, page.consistency(query.consistency()), page.revision());
    writer.stream(response, 200, page.in(snapshot, cluster));
  }

  @Override
  public void delete(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Query query = Query.of(request);
    Bounds bounds = Bounds.of(query, rule);
    if (bounds.areOfAll() && !query.isSet("all")) {
      throw ProblemException.invalid("all", "must be true to delete every key");
    }
    Preconditions.checkRange(request);
    var delete = new Operation.DeleteRange(bounds.range());
    var deleted = writes.carryOut(request, response, delete).as(Outcome.Deleted.class);
    writer.json(response, 200, new DeleteAnswer(deleted.deleted(), deleted.revision()));
  }
}
