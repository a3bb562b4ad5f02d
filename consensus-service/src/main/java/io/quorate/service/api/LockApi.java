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

/// The routes of `/v1/locks` and how the OpenAPI document describes them.
@Tag(
    name = "Locks",
    description =
        """
        What one at a time may hold. A holder that was paused may believe that it still holds a lock
        that has passed on: a lock is safe only if every write that rests on it carries
        `Quorate-Fence: <lock>=<token>`.\
        """)
interface LockApi {
  String PREFIX = "/v1/locks/";
  String ROUTE = PREFIX + "{*name}";

  @PostMapping(ROUTE)
  @NamedWrite
  @FencedWrite
  @Operation(
      operationId = "acquireLock",
      summary = "Acquire a lock",
      description =
          """
          Those who wait are served in the order in which the log has them. The lock is held as long
          as its lease lives: a lease of its own, which ends with it and which the holder has to
          keep alive, or one that is given as `leaseId`. While a request waits, its own lease is
          kept alive for it; `Quorate-Timeout-Ms` bounds what it writes, not how long it waits.

          A caller that closes the connection, or its sending side, leaves the queue. One that has
          named the request with an `Idempotency-Key` keeps its place as long as its lease lives: a
          repetition, at any replica, goes on waiting. A repetition of a request that got the lock is
          answered as it was then, even if the lock has been released since.\
          """,
      requestBody =
          @RequestBody(
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(implementation = LockDescription.class))))
  @ApiResponse(
      responseCode = "200",
      description = "Acquired",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = LockHolder.class)))
  @ApiResponse(
      responseCode = "409",
      ref = OpenApiDocument.PROBLEM_RESPONSE,
      description = "`lock-held`, with `holder`: not got in time")
  void acquire(
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException;

  @GetMapping(ROUTE)
  @LogRead
  @Operation(operationId = "getLock", summary = "Who holds a lock and who waits for it")
  @ApiResponse(
      responseCode = "200",
      description = "Held; 404 when it is free",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = LockView.class)))
  void get(
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException;

  @GetMapping("/v1/locks")
  @LogRead
  @Paged
  @Operation(operationId = "listLocks", summary = "The locks that are held")
  @ApiResponse(
      responseCode = "200",
      description = "Listed",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = LockList.class)))
  void list(
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException;

  @DeleteMapping(ROUTE)
  @NamedWrite
  @FencedWrite
  @Operation(
      operationId = "releaseLock",
      summary = "Release a lock",
      description = "412 `stale-fence` when the token does not hold it any more.")
  @Parameter(
      in = ParameterIn.QUERY,
      name = "token",
      description = "The fencing token that it was acquired with",
      required = true,
      schema = @Schema(type = "integer", format = "int64"))
  @ApiResponse(
      responseCode = "200",
      description = "Released",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Released.class)))
  void release(
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException;

  /// The body of an acquisition, for the OpenAPI document.
  @Schema(name = "LockRequest", description = "All of it may be left out")
  record LockDescription(
      @Schema(description = "What the claimant calls itself; a random name if it does not say")
          String owner,
      @Schema(
              description = "Of a lease of its own; not together with `leaseId`",
              defaultValue = "30",
              minimum = "1",
              maximum = "86400")
          long ttlSeconds,
      @Schema(description = "The lease that the lock is held with") long leaseId,
      @Schema(
              description = "How long to wait in the queue",
              defaultValue = "0",
              minimum = "0",
              maximum = "3600")
          long waitSeconds) {}

  /// What was given back.
  @Schema(name = "LockReleased")
  record Released(String name, boolean released, long token) {}
}
