package io.quorate.service.api;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.quorum.Analysis;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.Content;
import io.quorate.core.register.Mark;
import io.quorate.core.register.RegisterOperation;
import io.quorate.core.register.RegisterOutcome;
import io.quorate.core.register.RegisterPage;
import io.quorate.service.config.QuorateProperties;
import io.quorate.service.engine.Registers;
import io.quorate.service.membership.Membership;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/// Registers, one at a time: any replica coordinates, and there is no leader.
@RestController
class RegisterController implements RegisterApi {
  private static final int LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  private final Registers registers;
  private final ResponseWriter writer;
  private final PutBody body;
  private final int keyLimit;
  private final int members;
  private final @Nullable Double writeShare;

  RegisterController(
      Registers registers,
      Membership membership,
      QuorateProperties properties,
      ResponseWriter writer,
      PutBody body) {
    this.registers = registers;
    this.writer = writer;
    this.keyLimit = properties.limits().keyBytes();
    this.members = membership.members().size();
    this.body = body;
    this.writeShare = Analysis.of(membership.quorums()).map(Analysis::writeShare).orElse(null);
  }

  @Override
  public void put(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String key = KeyPath.key(request, PREFIX, keyLimit);
    PutBody.Value value = body.value(request);
    if (value.leaseId() != Entry.NO_LEASE) {
      throw ProblemException.invalid("leaseId", "a register ends with no lease");
    }
    write(request, response, key, new Content.Value(value.bytes()));
  }

  @Override
  public void delete(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String key = KeyPath.key(request, PREFIX, keyLimit);
    write(request, response, key, new Content.Tombstone());
  }

  private void write(
      HttpServletRequest request, HttpServletResponse response, String key, Content content)
      throws IOException {
    Optional<Mark> mark =
        RequestHeaders.idempotencyKey(request).map(named -> Mark.of(named, content));
    refuseWhatRegistersLack(request);
    var level = RegisterLevel.of(Query.of(request), members);
    Duration timeout = RequestHeaders.timeout(request);
    var ended =
        registers.run(one -> new RegisterOperation.Put(key, content, one, mark), level, timeout);
    switch (outcome(ended)) {
      case RegisterOutcome.Written written -> {
        if (written.replayed()) {
          response.setHeader(QuorateHeaders.REPLAYED, "true");
        }
        writer.json(response, 200, RegisterWritten.of(key, written, writeShare));
      }
      case RegisterOutcome other -> throw refused(other);
    }
  }

  @Override
  public void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String key = KeyPath.key(request, PREFIX, keyLimit);
    refuseWhatRegistersLack(request);
    var level = RegisterLevel.of(Query.of(request), members);
    Representation form = Representation.wantedBy(request);
    Duration timeout = RequestHeaders.timeout(request);
    var ended = registers.run(_ -> new RegisterOperation.Get(key), level, timeout);
    switch (outcome(ended)) {
      case RegisterOutcome.Read read -> show(response, key, read, form);
      case RegisterOutcome other -> throw refused(other);
    }
  }

  /// A condition that was ignored would be worse than none.
  private static void refuseWhatRegistersLack(HttpServletRequest request) {
    for (String header : List.of("If-Match", "If-None-Match", QuorateHeaders.FENCE)) {
      if (request.getHeader(header) != null) {
        throw ProblemException.invalid(
            header, "a register knows no conditions and no fences; a key does");
      }
    }
  }

  private void show(
      HttpServletResponse response, String key, RegisterOutcome.Read read, Representation form)
      throws IOException {
    response.setHeader("Vary", "Accept");
    response.setHeader(QuorateHeaders.TAG, read.copy().tag().toString());
    response.setHeader(QuorateHeaders.GUARANTEE, read.guarantee().name().toLowerCase(Locale.ROOT));
    switch (read.copy().content()) {
      case Content.Tombstone() -> throw new ProblemException(Problems.noSuchKey(key));
      case Content.Value(byte[] bytes) -> {
        switch (form) {
          case JSON -> writer.json(response, 200, RegisterValue.of(key, bytes, read, writeShare));
          case BYTES, TEXT -> writer.value(response, form.typeOf(bytes), bytes);
        }
      }
    }
  }

  @Override
  public void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Query query = Query.of(request);
    String prefix = query.text("prefix").orElse("");
    int limit = (int) query.number("limit", 1, MAX_LIMIT).orElse(LIMIT);
    Optional<String> after = query.text("cursor").map(RegisterController::keyOf);
    var wanted = new RegisterPage.Wanted(prefix, after, limit);
    RegisterPage held =
        registers
            .held(wanted, RequestHeaders.timeout(request))
            .orElseThrow(
                () -> new ProblemException(Problems.notReady("This replica is too busy to list.")));
    writer.json(response, 200, RegisterList.of(held));
  }

  private static String keyOf(String cursor) {
    return RegisterList.keyOf(cursor)
        .orElseThrow(() -> ProblemException.invalid("cursor", "is none that was given out"));
  }

  private static RegisterOutcome outcome(Registers.Ended ended) {
    return switch (ended) {
      case Registers.Ended.With(RegisterOutcome outcome) -> outcome;
      case Registers.Ended.Refused(var refusal) -> throw new ProblemException(Problems.of(refusal));
    };
  }

  private static ProblemException refused(RegisterOutcome outcome) {
    return new ProblemException(
        switch (outcome) {
          case RegisterOutcome.NoQuorum(Collection<ReplicaId> answered) ->
              Problem.of(
                      503,
                      "no-quorum",
                      "No quorum",
                      "Too few members answered in time; nothing was written.")
                  .with("answered", names(answered));
          case RegisterOutcome.OutcomeUnknown(var _, Collection<ReplicaId> acks) ->
              Problem.of(
                      504,
                      "outcome-unknown",
                      "Outcome unknown",
                      "Too few members are known to hold the write; it may take effect yet: to be"
                          + " sure, repeat it with the same Idempotency-Key.")
                  .with("acks", names(acks));
          case RegisterOutcome.KeyReused() -> Problems.idempotencyKeyReused();
          case RegisterOutcome.Read _, RegisterOutcome.Written _ ->
              throw new IllegalStateException("the outcome of another operation: " + outcome);
        });
  }

  private static List<String> names(Collection<ReplicaId> members) {
    return members.stream().map(ReplicaId::value).sorted().toList();
  }
}
