package io.quorate.service.api;

import io.quorate.service.engine.Engine;
import io.quorate.service.engine.View;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The log, slot by slot: what was voted for, and by whom.
@RestController
@Tag(name = OpenApiDocument.CLUSTER)
class LogController {
  private static final long DEFAULT_LIMIT = 20;
  private static final long MAX_LIMIT = 100;
  private static final int COMMANDS_OF_A_SLOT_IN_A_PAGE = 5;
  private static final int COMMANDS_OF_ONE_SLOT = 1_000;

  private final Engine engine;
  private final VoteCount votes;

  LogController(Engine engine, VoteCount votes) {
    this.engine = engine;
    this.votes = votes;
  }

  /// A page of the log; the newest slots unless the caller says where to begin.
  @GetMapping("/v1/cluster/log")
  @Operation(
      operationId = "getLog",
      summary = "The log and who voted for it",
      description = "A page of slots in order; the newest, unless `from` says where to begin.")
  @Parameter(
      in = ParameterIn.QUERY,
      name = "from",
      description = "The first slot, from 1",
      schema = @Schema(type = "integer", format = "int64", minimum = "1"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "limit",
      description = "How many slots",
      schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "20"))
  Page log(HttpServletRequest request) {
    Query query = Query.of(request);
    long limit = query.number("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT);
    View view = engine.view();
    long chosenSlot = view.status().chosenUpTo();
    long from = query.number("from", 1, Numbers.MAX).orElse(Math.max(1, chosenSlot - limit + 1));
    var items = votes.count(from, (int) limit, view, COMMANDS_OF_A_SLOT_IN_A_PAGE);
    return new Page(from, chosenSlot, items);
  }

  /// One slot of the log.
  @GetMapping("/v1/cluster/log/{slot}")
  @Operation(
      operationId = "getSlot",
      summary = "One slot of the log and who voted for it",
      description = "404 while no replica that answers has voted in it.")
  @ApiResponse(responseCode = "200", description = "Some replica has voted in it")
  @ApiResponse(responseCode = "404", ref = OpenApiDocument.PROBLEM_RESPONSE)
  LogSlot slot(
      @Parameter(schema = @Schema(type = "integer", format = "int64", minimum = "1"))
          @PathVariable("slot")
          String slot) {
    long number = Numbers.wholeNumber("slot", slot, 0, Numbers.MAX);
    return votes.count(number, 1, engine.view(), COMMANDS_OF_ONE_SLOT).stream()
        .findFirst()
        .orElseThrow(() ->
            new ProblemException(
                Problems.notFound("No replica that answers has voted in slot " + number + ".")));
  }

  /// A page of the log.
  ///
  /// @param from the first slot asked for
  /// @param chosenSlot the last slot that the serving replica knows chosen
  /// @param items the slots that someone voted in, in order
  record Page(
      @Schema(description = "The first slot asked for") long from,
      @Schema(description = "The last slot that the serving replica knows chosen") long chosenSlot,
      List<LogSlot> items) {}
}
