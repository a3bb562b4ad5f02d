package io.quorate.service.peer;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
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
  String FROM_A =
      """
      {"cluster": "6f9619ff-8b86-4011-b42d-00c04fc964ff", "sender": "a",\
       "incarnation": "9f3c21d07be85a64", "configuration": 1, "message":\
      """;
  String BALLOT = "\"ballot\": {\"round\": 3, \"replica\": \"a\"}";

  /// A replica introduces its store.
  @PostMapping("/hello")
  @Operation(
      operationId = "hello",
      summary = "A replica introduces its store",
      description = "409 when its id is known with another store.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = JsonForm.MEDIA_TYPE,
                      schema = @Schema(type = "object"),
                      examples = @ExampleObject(FROM_A + "{}" + "}"))))
  void hello(
      @Parameter(hidden = true) HttpServletRequest in,
      @Parameter(hidden = true) HttpServletResponse out)
      throws IOException;

  /// Would this replica promise?.
  @PostMapping("/prevote")
  @Operation(
      operationId = "preVote",
      summary = "Would this replica promise?",
      description = "Changes nothing.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = JsonForm.MEDIA_TYPE,
                      schema = @Schema(type = "object"),
                      examples =
                          @ExampleObject(FROM_A + "{" + BALLOT + ", \"chosenUpTo\": 6}" + "}"))))
  void preVote(
      @Parameter(hidden = true) HttpServletRequest in,
      @Parameter(hidden = true) HttpServletResponse out)
      throws IOException;

  /// Phase 1: promise a ballot.
  @PostMapping("/prepare")
  @Operation(
      operationId = "prepare",
      summary = "Phase 1: promise a ballot",
      description =
          "The promise returns the votes above chosenUpTo; 409 with the promised ballot when that is higher.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = JsonForm.MEDIA_TYPE,
                      schema = @Schema(type = "object"),
                      examples =
                          @ExampleObject(FROM_A + "{" + BALLOT + ", \"chosenUpTo\": 6}" + "}"))))
  void prepare(
      @Parameter(hidden = true) HttpServletRequest in,
      @Parameter(hidden = true) HttpServletResponse out)
      throws IOException;

  /// Phase 2: vote for decrees.
  @PostMapping("/accept")
  @Operation(
      operationId = "accept",
      summary = "Phase 2: vote for decrees",
      description =
          "Answered once the votes are durable; 409 with the promised ballot when that is higher.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = JsonForm.MEDIA_TYPE,
                      schema = @Schema(type = "object"),
                      examples =
                          @ExampleObject(
                              FROM_A
                                  + "{"
                                  + BALLOT
                                  + ", \"firstSlot\": 7, \"decrees\": [{\"type\": \"noop\"}], \"chosenUpTo\": 6}"
                                  + "}"))))
  void accept(
      @Parameter(hidden = true) HttpServletRequest in,
      @Parameter(hidden = true) HttpServletResponse out)
      throws IOException;

  /// How far the log is chosen.
  @PostMapping("/learn")
  @Operation(
      operationId = "learn",
      summary = "How far the log is chosen",
      description = "The sign of life of a leader.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = JsonForm.MEDIA_TYPE,
                      schema = @Schema(type = "object"),
                      examples =
                          @ExampleObject(
                              FROM_A
                                  + "{"
                                  + BALLOT
                                  + ", \"chosenUpTo\": 6, \"confirmation\": 0}"
                                  + "}"))))
  void learn(
      @Parameter(hidden = true) HttpServletRequest in,
      @Parameter(hidden = true) HttpServletResponse out)
      throws IOException;

  /// What a linearizable read has to wait for.
  @PostMapping("/read-index")
  @Operation(
      operationId = "readIndex",
      summary = "What a linearizable read has to wait for",
      description = "Asked of the leader.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = JsonForm.MEDIA_TYPE,
                      schema = @Schema(type = "object"),
                      examples = @ExampleObject(FROM_A + "{\"question\": 1}" + "}"))))
  void readIndex(
      @Parameter(hidden = true) HttpServletRequest in,
      @Parameter(hidden = true) HttpServletResponse out)
      throws IOException;

  /// The leader hands over.
  @PostMapping("/take-over")
  @Operation(
      operationId = "takeOver",
      summary = "The leader hands over",
      description = "This replica prepares at once.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = JsonForm.MEDIA_TYPE,
                      schema = @Schema(type = "object"),
                      examples = @ExampleObject(FROM_A + "{" + BALLOT + "}" + "}"))))
  void takeOver(
      @Parameter(hidden = true) HttpServletRequest in,
      @Parameter(hidden = true) HttpServletResponse out)
      throws IOException;

  /// Commands of a caller of another replica.
  @PostMapping("/forward")
  @Operation(
      operationId = "forward",
      summary = "Commands of a caller of another replica",
      description = "Answered once all of them are chosen; 409 when this replica does not lead.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = JsonForm.MEDIA_TYPE,
                      schema = @Schema(type = "object"),
                      examples = @ExampleObject(FROM_A + "{\"commands\": []}" + "}"))))
  void forward(
      @Parameter(hidden = true) HttpServletRequest in,
      @Parameter(hidden = true) HttpServletResponse out)
      throws IOException;

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
  void chosen(
      @Parameter(hidden = true) HttpServletRequest in,
      @Parameter(hidden = true) HttpServletResponse out)
      throws IOException;
}
