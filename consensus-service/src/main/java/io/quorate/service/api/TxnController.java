package io.quorate.service.api;

import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import io.quorate.core.store.Transaction;
import io.quorate.service.config.QuorateProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Conditions and what is done under them, in one revision.
@RestController
class TxnController implements TxnApi {
  private final Bodies bodies;
  private final Writes writes;
  private final ResponseWriter writer;
  private final KeyRule rule;
  private final int valueLimit;
  private final TxnLimits limits;

  TxnController(Bodies bodies, Writes writes, ResponseWriter writer, QuorateProperties properties) {
    this.bodies = bodies;
    this.writes = writes;
    this.writer = writer;
    this.rule = new KeyRule(properties.limits().keyBytes());
    this.valueLimit = Math.toIntExact(properties.limits().valueBytes().toBytes());
    this.limits = new TxnLimits(properties.limits().transactionBytes().toBytes());
  }

  @Override
  public void transact(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problem tooLarge = Problems.transactionTooLarge("bytes", limits.bytes());
    Transaction transaction =
        bodies.object(request, Bodies.asJson(limits.bytes()), tooLarge, this::read);
    Done done = writes.carryOut(request, response, new Operation.Transact(transaction));
    var transacted = done.as(Outcome.Transacted.class);
    writer.stream(response, 200, TxnAnswer.of(transaction, transacted, done.shown()));
  }

  private Transaction read(JsonNode body) {
    Mistakes mistakes = new Mistakes();
    Transaction transaction = new TxnReader(rule, valueLimit, mistakes).read(body, "");
    mistakes.throwIfAny();
    limits.check(transaction);
    new WrittenOnce(mistakes).check(transaction, "");
    mistakes.throwIfAny();
    return transaction;
  }
}
