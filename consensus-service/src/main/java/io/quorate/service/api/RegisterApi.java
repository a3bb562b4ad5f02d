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
import org.springframework.web.bind.annotation.PutMapping;

/// The routes of `/v1/registers` and how the OpenAPI document describes them.
@Tag(
    name = "Registers",
    description =
        """
        Values that quorums hold, without a leader and without a log: they go on as long as any read
        and write quorum is reachable. A register is not a key of `/v1/kv`.\
        """)
interface RegisterApi {
  String PREFIX = "/v1/registers/";
  String ROUTE = PREFIX + "{*key}";
  String CONSISTENCY =
      "How many members to wait for: `one`, `quorum`, `all` or `atomic`. What the answer is worth is"
          + " computed from who has answered, as `guarantee`";

  @PutMapping(ROUTE)
  @Operation(
      operationId = "putRegister",
      summary = "Write a register",
      description =
          """
          With an `Idempotency-Key` a repeated write finishes the first attempt, at any replica,
          once that was acknowledged or seen by the members that are asked. An attempt that reached
          too few members to be seen may be written twice: a write of somebody else between the two
          can then be lost.\
          """,
      requestBody =
          @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = "application/json",
                    schema = @Schema(implementation = KvApi.PutDescription.class)),
                @Content(
                    mediaType = "application/octet-stream",
                    schema = @Schema(type = "string", format = "binary"))
              }))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "consistency",
      description = CONSISTENCY,
      schema = @Schema(type = "string", defaultValue = "atomic"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "r",
      description = "Instead: so many members to read from",
      schema = @Schema(type = "integer"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "w",
      description = "Instead: so many members to write to",
      schema = @Schema(type = "integer"))
  @ApiResponse(
      responseCode = "200",
      description = "Written",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RegisterWritten.class)))
  void put(
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException;

  @GetMapping(ROUTE)
  @Operation(operationId = "getRegister", summary = "Read a register")
  @Parameter(
      in = ParameterIn.QUERY,
      name = "consistency",
      description = CONSISTENCY,
      schema = @Schema(type = "string", defaultValue = "atomic"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "r",
      description = "Instead: so many members to read from",
      schema = @Schema(type = "integer"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "w",
      description = "Instead: so many members to write to",
      schema = @Schema(type = "integer"))
  @ApiResponse(
      responseCode = "200",
      description = "Found",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RegisterValue.class)))
  void get(
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException;

  @DeleteMapping(ROUTE)
  @Operation(operationId = "deleteRegister", summary = "Delete a register")
  @Parameter(
      in = ParameterIn.QUERY,
      name = "consistency",
      description = CONSISTENCY,
      schema = @Schema(type = "string", defaultValue = "atomic"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "r",
      description = "Instead: so many members to read from",
      schema = @Schema(type = "integer"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "w",
      description = "Instead: so many members to write to",
      schema = @Schema(type = "integer"))
  @ApiResponse(
      responseCode = "200",
      description = "Deleted",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RegisterWritten.class)))
  void delete(
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException;

  @GetMapping("/v1/registers")
  @Operation(
      operationId = "listRegisters",
      summary = "What this replica holds",
      description = "Other replicas may hold others, and newer values.")
  @Parameter(
      in = ParameterIn.QUERY,
      name = "prefix",
      description = "What the keys begin with",
      schema = @Schema(type = "string"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "limit",
      description = "How many to list at most, up to 1000",
      schema = @Schema(type = "integer", defaultValue = "100"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "cursor",
      description = "Where an earlier answer ended",
      schema = @Schema(type = "string"))
  @ApiResponse(
      responseCode = "200",
      description = "Listed",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RegisterList.class)))
  void list(
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException;
}
