package io.quorate.service.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// The routes of `/v1/registers` and how the OpenAPI document describes them. What they have in
/// common with other routes is added by [OpenApiDocument].
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

  @PutMapping(ROUTE)
  @RegisterCounts
  @ValueBody
  @NamedWrite
  @Operation(
      operationId = "putRegister",
      summary = "Write a register",
      description =
          """
          An `Idempotency-Key` belongs to one register: there it comes with one request, and at
          another register it is another key. A repeated write finishes the first attempt, at any
          replica, once that was acknowledged or seen by the members that are asked. An attempt that
          reached too few members to be seen may be written twice: a write of somebody else between
          the two can then be lost.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "Written",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RegisterWritten.class)))
  void put(HttpServletRequest request, HttpServletResponse response) throws IOException;

  @GetMapping(ROUTE)
  @RegisterCounts
  @Operation(
      operationId = "getRegister",
      summary = "Read a register",
      description =
          "As JSON; with `Accept: application/octet-stream` or `text/plain` the value itself.")
  @ApiResponse(
      responseCode = "200",
      description = "Found",
      headers = {
        @Header(name = QuorateHeaders.TAG, ref = OpenApiDocument.TAG),
        @Header(name = QuorateHeaders.GUARANTEE, ref = OpenApiDocument.GUARANTEE)
      },
      content = {
        @Content(
            mediaType = "application/json",
            schema = @Schema(implementation = RegisterValue.class)),
        @Content(
            mediaType = "application/octet-stream",
            schema = @Schema(type = "string", format = "binary")),
        @Content(mediaType = "text/plain", schema = @Schema(type = "string"))
      })
  @ApiResponse(
      responseCode = "404",
      description = "`not-found`: nothing was written yet, or it was deleted",
      headers = {
        @Header(name = QuorateHeaders.TAG, ref = OpenApiDocument.TAG),
        @Header(name = QuorateHeaders.GUARANTEE, ref = OpenApiDocument.GUARANTEE)
      },
      content =
          @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = OpenApiDocument.PROBLEM)))
  void get(HttpServletRequest request, HttpServletResponse response) throws IOException;

  @DeleteMapping(ROUTE)
  @RegisterCounts
  @NamedWrite
  @Operation(
      operationId = "deleteRegister",
      summary = "Delete a register",
      description = "Writes a tombstone, whether there is a value or not.")
  @ApiResponse(
      responseCode = "200",
      description = "Deleted",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RegisterWritten.class)))
  void delete(HttpServletRequest request, HttpServletResponse response) throws IOException;

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
      description = "How many to list at most",
      schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100"))
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
  @ApiResponse(
      responseCode = "503",
      description = "`not-ready`",
      content =
          @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = OpenApiDocument.PROBLEM)))
  void list(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
