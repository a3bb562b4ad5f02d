package io.quorate.service.peer;

import io.quorate.service.engine.Engine;
import io.quorate.service.engine.LogView;
import io.quorate.service.engine.Standing;
import io.quorate.service.engine.Vote;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What this replica tells its peers of itself when a person looks at the cluster: JSON only, and
/// no part of Paxos.
@RestController
@RequestMapping("/paxos")
@Tag(name = "Paxos")
public class WitnessController {
  static final int MAX_VOTES = 1_000;

  private final Engine engine;
  private final LogView log;
  private final Answers answers;

  /// @param self who this replica is
  public WitnessController(Letterhead self, Engine engine, LogView log) {
    this.engine = engine;
    this.log = log;
    this.answers = new Answers(new JsonForm(), self);
  }

  /// Where this replica stands.
  @GetMapping("/status")
  @Operation(operationId = "status", summary = "Where this replica stands")
  public void status(HttpServletResponse out) throws IOException {
    answers.json(out, Standing.of(engine.view()), Standing.class);
  }

  /// What its acceptor voted for, without the decrees.
  @GetMapping("/votes")
  @Operation(operationId = "votes", summary = "What this replica's acceptor voted for")
  @Parameter(
      in = ParameterIn.QUERY,
      name = "from",
      schema = @Schema(type = "integer", format = "int64", minimum = "1", defaultValue = "1"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "limit",
      schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100"))
  public void votes(HttpServletRequest in, HttpServletResponse out) throws IOException {
    answers.converse(
        out,
        () -> {
          long from = Inbox.number(in, "from", 1, 1, WireReader.LARGEST);
          int limit = (int) Inbox.number(in, "limit", 100, 1, MAX_VOTES);
          Votes votes = new Votes(log.votes(from, limit).stream().map(Vote::of).toList());
          answers.json(out, votes, Votes.class);
        });
  }
}
