package io.quorate.service.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// The routes of `/v1/elections` and how the OpenAPI document describes them.
@Tag(
    name = "Elections",
    description =
        """
        Locks whose holders publish a value. What a leader writes is safe only with
        `Quorate-Fence: <election>=<token>`.\
        """)
interface ElectionApi {
  String PREFIX = "/v1/elections/";
  String ROUTE = PREFIX + "{*name}";
  String OBSERVE = "/observe";

  @PostMapping(ROUTE)
  @NamedWrite
  @FencedWrite
  @Operation(
      operationId = "campaign",
      summary = "Stand for election",
      description = "As a lock is acquired: see there for waiting, leases and repetitions.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(implementation = CandidacyDescription.class))))
  @ApiResponse(
      responseCode = "200",
      description = "Elected",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ElectionLeader.class)))
  @ApiResponse(
      responseCode = "409",
      ref = OpenApiDocument.PROBLEM_RESPONSE,
      description = "`lock-held`, with `holder`: not elected in time")
  void campaign(
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException;

  @GetMapping(ROUTE)
  @LogRead
  @Operation(operationId = "getLeader", summary = "Who leads now")
  @ApiResponse(
      responseCode = "200",
      description = "Someone leads; 404 when nobody does",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ElectionLeader.class)))
  void get(
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException;

  @GetMapping(PREFIX + "{name}" + OBSERVE)
  @LogRead
  @Operation(
      operationId = "observeLeader",
      summary = "Who leads now, and every change of it",
      description =
          """
          A stream: `leader`, with the leader and what it publishes, at once and whenever one of the
          two changes, in order; `vacant` when nobody leads; `progress` at least every 5 s. The id of
          a `leader` event is its token. There is no history of elections: who reconnects is told
          the leader now, whatever `Last-Event-ID` says, and may have missed those in between. A
          reader that is too slow is cut off. `Accept: application/x-ndjson` gives one JSON object a
          line. An election whose own name ends in `/observe` is asked for with `%2Fobserve`.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "The stream",
      content = {
        @Content(mediaType = "text/event-stream", schema = @Schema(type = "string")),
        @Content(
            mediaType = "application/x-ndjson",
            schema = @Schema(implementation = ElectionLeader.class))
      })
  void observe(
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException;

  @PutMapping(ROUTE)
  @NamedWrite
  @FencedWrite
  @Operation(
      operationId = "publish",
      summary = "Change what the leader publishes",
      description = "412 `stale-fence` when the token does not lead any more.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(implementation = PublishDescription.class))))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "token",
      description = "The leader's fencing token",
      required = true,
      schema = @Schema(type = "integer", format = "int64"))
  @ApiResponse(
      responseCode = "200",
      description = "Published",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ElectionLeader.class)))
  void publish(
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException;

  @DeleteMapping(ROUTE)
  @NamedWrite
  @FencedWrite
  @Operation(
      operationId = "resign",
      summary = "Resign",
      description = "412 `stale-fence` when the token does not lead any more.")
  @Parameter(
      in = ParameterIn.QUERY,
      name = "token",
      description = "The leader's fencing token",
      required = true,
      schema = @Schema(type = "integer", format = "int64"))
  @ApiResponse(
      responseCode = "200",
      description = "Resigned",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = LockApi.Released.class)))
  void resign(
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException;

  /// The body of a candidacy, for the OpenAPI document.
  @Schema(name = "ElectionRequest")
  record CandidacyDescription(
      @Schema(
              description = "What the candidate calls itself",
              requiredMode = Schema.RequiredMode.REQUIRED)
          String candidate,
      @Schema(description = "What it publishes once it leads, as text") String value,
      @Schema(description = "The same in Base64") String valueBase64,
      @Schema(
              description = "Of a lease of its own; required unless there is a `leaseId`",
              minimum = "1",
              maximum = "86400")
          long ttlSeconds,
      @Schema(description = "The lease that it leads with") long leaseId,
      @Schema(
              description = "How long to wait in the queue",
              defaultValue = "0",
              minimum = "0",
              maximum = "3600")
          long waitSeconds) {}

  /// The body of a publication, for the OpenAPI document.
  @Schema(name = "PublishRequest", description = "Exactly one of the two")
  record PublishDescription(
      @Schema(description = "The value as text") String value,
      @Schema(description = "The value in Base64") String valueBase64) {}
}
