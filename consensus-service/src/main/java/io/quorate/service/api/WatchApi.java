package io.quorate.service.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;

/// The route `/v1/watch` and how the OpenAPI document describes it.
@Tag(name = OpenApiDocument.WATCH, description = "What changes, as it changes")
interface WatchApi {

  @GetMapping("/v1/watch")
  @Operation(
      operationId = "watch",
      summary = "Be told of every change",
      description =
          """
          One message for each revision that changes what is watched, in order, without gap or
          duplicate, resumable at any replica: `Last-Event-ID` is the id of the last message that
          was read. `progress` comes at the beginning and at least every 5 s when nothing else
          does; its id is a revision to resume after, too. A reader that is too slow is cut off,
          and so are all when the replica stops; each resumes by id. Without `prefix`, `key`,
          `start` and `end` every key is watched.\
          """)
  @Parameter(
      in = ParameterIn.QUERY,
      name = "prefix",
      description = "What the keys begin with; may be given more than once",
      array = @ArraySchema(schema = @Schema(type = "string")))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "key",
      description = "A key; may be given more than once",
      array = @ArraySchema(schema = @Schema(type = "string")))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "start",
      description = "The first key of a range",
      schema = @Schema(type = "string"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "end",
      description = "The first key after the range",
      schema = @Schema(type = "string"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "from",
      description =
          "The first revision to be told; one that is yet to come is waited for. Without it and"
              + " `Last-Event-ID`: what is acknowledged after the response has begun",
      schema = @Schema(type = "integer", format = "int64", minimum = "0"))
  @Parameter(
      in = ParameterIn.HEADER,
      name = WatchRequest.LAST_EVENT_ID,
      description = "The last id that was read: goes on after it, whatever `from` says",
      schema = @Schema(type = "integer", format = "int64", minimum = "0"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "snapshot",
      description =
          "`true`: where there is no revision to go on from, or its history is compacted, first one"
              + " `snapshot` message with the keys as they stand",
      schema = @Schema(type = "boolean", defaultValue = "false"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "previous",
      description = "`true`: changes have the entry that was there before, if any, as `previous`",
      schema = @Schema(type = "boolean", defaultValue = "false"))
  @ApiResponse(
      responseCode = "200",
      description =
          "`change`, `progress`, `snapshot`; or `compacted`, and then the end: what was to come"
              + " next is gone",
      content = {
        @Content(
            mediaType = "text/event-stream",
            schema = @Schema(implementation = WatchEvent.class),
            examples = @ExampleObject(SSE)),
        @Content(
            mediaType = "application/x-ndjson",
            schema = @Schema(implementation = WatchEvent.class),
            examples = @ExampleObject(NDJSON))
      })
  @ApiResponse(responseCode = "406", ref = OpenApiDocument.PROBLEM_RESPONSE)
  @ApiResponse(responseCode = "413", ref = OpenApiDocument.PROBLEM_RESPONSE)
  @ApiResponse(responseCode = "429", ref = OpenApiDocument.PROBLEM_RESPONSE)
  @ApiResponse(responseCode = "503", ref = OpenApiDocument.PROBLEM_RESPONSE)
  void watch(HttpServletRequest request, HttpServletResponse response) throws IOException;

  String SSE =
      """
      id: 12
      event: change
      data: {"revision":12,"changes":[{"type":"put","key":"app/a","value":"1",\
      "createRevision":7,"modRevision":12,"version":3}]}

      """;

  String NDJSON =
      """
      {"event":"change","revision":12,"changes":[{"type":"delete","key":"app/a",\
      "modRevision":12}]}
      """;
}
