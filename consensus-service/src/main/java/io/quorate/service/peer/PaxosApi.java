package io.quorate.service.peer;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// The routes of `/paxos` and how the OpenAPI document describes them.
@RequestMapping("/paxos")
@Tag(
    name = "Paxos",
    description =
        """
        What replicas say to each other, in JSON for a person. Every message says who speaks; one \
        of another cluster, store or configuration, or of no member, is 409 and changes nothing. Between \
        themselves replicas use the same messages as `application/vnd.quorate.v1+octet-stream`.\
        """)
interface PaxosApi {
  /// A ballot of replica a.
  String BALLOT = "\"ballot\": {\"round\": 3, \"replica\": \"a\"}";

  /// A replica introduces its store.
  @PostMapping("/hello")
  @PeerMessage(
      id = "hello",
      summary = "A replica introduces its store",
      description = "409 when its id is known with another store.",
      example = "{}")
  void hello(HttpServletRequest in, HttpServletResponse out) throws IOException;

  /// Would this replica promise?.
  @PostMapping("/prevote")
  @PeerMessage(
      id = "preVote",
      summary = "Would this replica promise?",
      description = "Changes nothing.",
      example = "{" + BALLOT + ", \"chosenUpTo\": 6}")
  void preVote(HttpServletRequest in, HttpServletResponse out) throws IOException;

  /// Phase 1: promise a ballot.
  @PostMapping("/prepare")
  @PeerMessage(
      id = "prepare",
      summary = "Phase 1: promise a ballot",
      description =
          "The promise returns the votes above chosenUpTo; 409 with the promised ballot when that is higher.",
      example = "{" + BALLOT + ", \"chosenUpTo\": 6}")
  void prepare(HttpServletRequest in, HttpServletResponse out) throws IOException;

  /// Phase 2: vote for decrees.
  @PostMapping("/accept")
  @PeerMessage(
      id = "accept",
      summary = "Phase 2: vote for decrees",
      description =
          "Answered once the votes are durable; 409 with the promised ballot when that is higher.",
      example =
          "{"
              + BALLOT
              + ", \"firstSlot\": 7, \"decrees\": [{\"type\": \"noop\"}], \"chosenUpTo\": 6}")
  void accept(HttpServletRequest in, HttpServletResponse out) throws IOException;

  /// How far the log is chosen.
  @PostMapping("/learn")
  @PeerMessage(
      id = "learn",
      summary = "How far the log is chosen",
      description = "The sign of life of a leader.",
      example = "{" + BALLOT + ", \"chosenUpTo\": 6, \"confirmation\": 0}")
  void learn(HttpServletRequest in, HttpServletResponse out) throws IOException;

  /// What a linearizable read has to wait for.
  @PostMapping("/read-index")
  @PeerMessage(
      id = "readIndex",
      summary = "What a linearizable read has to wait for",
      description = "Asked of the leader.",
      example = "{\"promised\": {\"round\": 3, \"replica\": \"b\"}, \"question\": 1}")
  void readIndex(HttpServletRequest in, HttpServletResponse out) throws IOException;

  /// The leader hands over.
  @PostMapping("/take-over")
  @PeerMessage(
      id = "takeOver",
      summary = "The leader hands over",
      description = "This replica prepares at once.",
      example = "{" + BALLOT + "}")
  void takeOver(HttpServletRequest in, HttpServletResponse out) throws IOException;

  /// Commands of a caller of another replica.
  @PostMapping("/forward")
  @PeerMessage(
      id = "forward",
      summary = "Commands of a caller of another replica",
      description = "Answered once all of them are chosen; 409 when this replica does not lead.",
      example = "{\"commands\": []}")
  void forward(HttpServletRequest in, HttpServletResponse out) throws IOException;

  /// Chosen decrees, for a replica that catches up.
  @GetMapping("/learn")
  @Operation(
      operationId = "chosen",
      summary = "Chosen decrees, for a replica that catches up",
      description = "From one slot on without a gap; a page holds at most 1000, or 4 MiB.")
  @Parameter(
      in = ParameterIn.QUERY,
      name = "from",
      schema = @Schema(type = "integer", format = "int64", minimum = "1", defaultValue = "1"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "limit",
      schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "cluster",
      description = "With `sender`, `incarnation` and `configuration`: who asks; replicas say so.",
      schema = @Schema(type = "string", format = "uuid"))
  @Parameter(in = ParameterIn.QUERY, name = "sender", schema = @Schema(type = "string"))
  @Parameter(in = ParameterIn.QUERY, name = "incarnation", schema = @Schema(type = "string"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "configuration",
      schema = @Schema(type = "integer", format = "int64", minimum = "1"))
  @ApiResponse(responseCode = "200", description = "The decrees, as far as they are chosen")
  @ApiResponse(responseCode = "409", ref = "#/components/responses/Problem")
  @ApiResponse(responseCode = "503", ref = "#/components/responses/Problem")
  void chosen(HttpServletRequest in, HttpServletResponse out) throws IOException;
}
