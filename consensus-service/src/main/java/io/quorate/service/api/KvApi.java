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

/// The routes of `/v1/kv/{key}` and how the OpenAPI document describes them. What all writes and
/// all reads have in common is added by [OpenApiDocument].
@Tag(name = OpenApiDocument.KV, description = "Keys and their values")
interface KvApi {
  String ROUTE = KeyPath.PREFIX + "{*key}";

  @PutMapping(ROUTE)
  @Operation(
      operationId = "putKey",
      summary = "Store a value",
      description =
          """
          201 when the key is new, 200 when its value was replaced. A body whose content type is
          not JSON is the value itself.\
          """)
  @ValueBody
  @NamedWrite
  @FencedWrite
  @Parameter(
      in = ParameterIn.HEADER,
      name = "If-Match",
      description = "`\"<modRevision>\"`: only if the key was last stored by it; `*`: if it exists",
      schema = @Schema(type = "string"))
  @Parameter(
      in = ParameterIn.HEADER,
      name = "If-None-Match",
      description = "`*`: only if the key does not exist",
      schema = @Schema(type = "string"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "previous",
      description = "`true`: the answer has the entry that was replaced, or null, as `previous`",
      schema = @Schema(type = "boolean", defaultValue = "false"))
  @ApiResponse(
      responseCode = "201",
      description = "Created",
      headers = @Header(name = "ETag", ref = OpenApiDocument.ETAG),
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PutAnswer.class)))
  @ApiResponse(
      responseCode = "200",
      description = "Replaced",
      headers = @Header(name = "ETag", ref = OpenApiDocument.ETAG),
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PutAnswer.class)))
  void put(HttpServletRequest request, HttpServletResponse response) throws IOException;

  @GetMapping(ROUTE)
  @LogRead
  @Operation(
      operationId = "getKey",
      summary = "Read a key",
      description =
          """
          As JSON; with `Accept: application/octet-stream` or `text/plain` the value itself, and
          what is known of it in the headers `Quorate-Create-Revision`, `Quorate-Mod-Revision` and
          `Quorate-Version`. HEAD gives the headers alone.\
          """)
  @Parameter(
      in = ParameterIn.QUERY,
      name = "revision",
      description = "The key as it stood at this revision; 410 when its history is compacted",
      schema = @Schema(type = "integer", format = "int64", minimum = "0"))
  @Parameter(
      in = ParameterIn.HEADER,
      name = "If-None-Match",
      description = "`\"<modRevision>\"`: 304 if the key was last stored by it",
      schema = @Schema(type = "string"))
  @ApiResponse(
      responseCode = "200",
      description = "Found",
      headers = @Header(name = "ETag", ref = OpenApiDocument.ETAG),
      content = {
        @Content(mediaType = "application/json", schema = @Schema(implementation = KeyValue.class)),
        @Content(
            mediaType = "application/octet-stream",
            schema = @Schema(type = "string", format = "binary")),
        @Content(mediaType = "text/plain", schema = @Schema(type = "string"))
      })
  @ApiResponse(
      responseCode = "304",
      description = "Not modified since the revision in `If-None-Match`",
      headers = @Header(name = "ETag", ref = OpenApiDocument.ETAG),
      content = @Content)
  void get(HttpServletRequest request, HttpServletResponse response) throws IOException;

  @DeleteMapping(ROUTE)
  @NamedWrite
  @FencedWrite
  @Operation(
      operationId = "deleteKey",
      summary = "Delete a key",
      description = "200 whether the key was there or not: `deleted` says which.")
  @Parameter(
      in = ParameterIn.HEADER,
      name = "If-Match",
      description = "`\"<modRevision>\"`: only if the key was last stored by it; `*`: if it exists",
      schema = @Schema(type = "string"))
  @ApiResponse(
      responseCode = "200",
      description = "Deleted, or not there",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DeleteAnswer.class)))
  void delete(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
