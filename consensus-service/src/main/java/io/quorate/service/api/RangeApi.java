package io.quorate.service.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;

/// The routes of `/v1/kv` and how the OpenAPI document describes them.
@Tag(name = OpenApiDocument.KV)
interface RangeApi {
  String ROUTE = "/v1/kv";

  @GetMapping(ROUTE)
  @LogRead
  @KeyBounds
  @Operation(
      operationId = "getRange",
      summary = "Read a range, page by page",
      description =
          """
          The keys that begin with `prefix`, or those from `start` up to, but not including, `end`,
          or all; in the order of their bytes in UTF-8. All pages show one revision: `cursor` goes
          on at that of the first page, at any replica, while writes go on. A page ends at `limit`
          items or at 4 MiB of values.\
          """)
  @Parameter(
      in = ParameterIn.QUERY,
      name = "limit",
      description = "So many items at most",
      schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "cursor",
      description =
          "As the page before had it: goes on after that, at its revision. What else is said must"
              + " not contradict it; only `limit` may change",
      schema = @Schema(type = "string"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "keysOnly",
      description = "`true`: items without their values",
      schema = @Schema(type = "boolean", defaultValue = "false"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "countOnly",
      description = "`true`: no items, only how many there are",
      schema = @Schema(type = "boolean", defaultValue = "false"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "revision",
      description = "As they stood at this revision; 410 when its history is compacted",
      schema = @Schema(type = "integer", format = "int64", minimum = "0"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "order",
      description = "Which end comes first",
      schema =
          @Schema(
              type = "string",
              allowableValues = {"asc", "desc"},
              defaultValue = "asc"))
  @ApiResponse(responseCode = "413", ref = OpenApiDocument.PROBLEM_RESPONSE)
  @ApiResponse(
      responseCode = "200",
      description = "A page, empty where there are no such keys",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = KeyPage.class),
              examples = @ExampleObject(PAGE)))
  void get(HttpServletRequest request, HttpServletResponse response) throws IOException;

  @DeleteMapping(ROUTE)
  @NamedWrite
  @FencedWrite
  @KeyBounds
  @Operation(
      operationId = "deleteRange",
      summary = "Delete a range",
      description = "All its keys go in one revision. To delete every key takes `all=true`.")
  @Parameter(
      in = ParameterIn.QUERY,
      name = "all",
      description =
          "`true`: every key may go, where neither `prefix` nor `start` and `end` say less",
      schema = @Schema(type = "boolean", defaultValue = "false"))
  @ApiResponse(
      responseCode = "200",
      description = "They are gone; `deleted` says how many there were",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DeleteAnswer.class),
              examples = @ExampleObject("{\"deleted\": 250, \"revision\": 13}")))
  void delete(HttpServletRequest request, HttpServletResponse response) throws IOException;

  String PAGE =
      """
      {
        "revision": 12,
        "count": 250,
        "items": [
          {
            "key": "app/db/url",
            "value": "postgres://db.internal/app",
            "createRevision": 7,
            "modRevision": 12,
            "version": 3
          }
        ],
        "cursor": "AQAAAAAAAAAADAAAAAphcHAvZGIvdXJsAAAABGFwcC8"
      }
      """;
}
