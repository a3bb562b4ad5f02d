package io.quorate.service.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// The routes of `/v1/leases` and how the OpenAPI document describes them.
@Tag(
    name = "Leases",
    description =
        """
        What ends by itself unless it is kept alive, and takes its keys and locks with it. The end
        is decided once, in the log: a lease never ends early because the leader changed, and late
        by at most one failover.\
        """)
interface LeaseApi {
  String ROUTE = "/v1/leases";
  String ONE = ROUTE + "/{id}";

  @PostMapping(ROUTE)
  @NamedWrite
  @FencedWrite
  @Operation(
      operationId = "grantLease",
      summary = "Begin a lease",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(implementation = GrantDescription.class))))
  @ApiResponse(
      responseCode = "201",
      description = "Granted",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Granted.class)))
  @ApiResponse(
      responseCode = "409",
      ref = OpenApiDocument.PROBLEM_RESPONSE,
      description = "`lease-exists`: the id is taken")
  void grant(
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException;

  @PostMapping(ONE + "/keepalive")
  @NamedWrite
  @FencedWrite
  @Operation(
      operationId = "keepLeaseAlive",
      summary = "Give a lease its whole time again",
      description =
          """
          All that wait at one replica share one entry of the log. 504 counts as not renewed: try
          again. One with a fence or an idempotency key has an entry of its own.\
          """)
  @ApiResponse(responseCode = "404", ref = OpenApiDocument.PROBLEM_RESPONSE)
  @ApiResponse(
      responseCode = "200",
      description = "Renewed",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Granted.class)))
  void keepAlive(
      @PathVariable("id") String id,
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException;

  @GetMapping(ONE)
  @LogRead
  @Operation(operationId = "getLease", summary = "A lease, what is left of it, and its keys")
  @ApiResponse(responseCode = "404", ref = OpenApiDocument.PROBLEM_RESPONSE)
  @ApiResponse(
      responseCode = "200",
      description = "Found",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = LeaseView.class)))
  void get(
      @PathVariable("id") String id,
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException;

  @GetMapping(ROUTE)
  @LogRead
  @Paged
  @Operation(operationId = "listLeases", summary = "The leases that have not ended")
  @ApiResponse(
      responseCode = "200",
      description = "Listed",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = LeaseList.class)))
  void list(
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException;

  @DeleteMapping(ONE)
  @NamedWrite
  @FencedWrite
  @Operation(
      operationId = "revokeLease",
      summary = "End a lease now",
      description = "Its keys are deleted in one revision, and its locks pass on.")
  @ApiResponse(responseCode = "404", ref = OpenApiDocument.PROBLEM_RESPONSE)
  @ApiResponse(
      responseCode = "200",
      description = "Ended; `deleted` says how many keys went with it",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DeleteAnswer.class)))
  void revoke(
      @PathVariable("id") String id,
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException;

  /// The body of a grant, for the OpenAPI document.
  @Schema(name = "LeaseRequest")
  record GrantDescription(
      @Schema(
              description = "How long it lives after each renewal",
              minimum = "1",
              maximum = "86400",
              requiredMode = Schema.RequiredMode.REQUIRED,
              example = "30")
          long ttlSeconds,
      @Schema(description = "From 1; a new one if there is none here", example = "12") long id) {}

  /// A lease that lives for so long from now on, at least.
  @Schema(name = "LeaseGranted")
  record Granted(@Schema(example = "12") long id, @Schema(example = "30") long ttlSeconds) {}
}
