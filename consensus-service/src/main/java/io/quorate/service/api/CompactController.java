package io.quorate.service.api;

import io.quorate.core.store.Operation.Compact;
import io.quorate.core.store.Outcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Forgetting history, before it is forgotten for its age or size.
@RestController
@Tag(name = OpenApiDocument.KV)
class CompactController {
  private static final long MAX_BYTES = 1_024;

  private final Bodies bodies;
  private final Writes writes;

  CompactController(Bodies bodies, Writes writes) {
    this.bodies = bodies;
    this.writes = writes;
  }

  /// Forgets the history below a revision.
  @PostMapping("/v1/compact")
  @NamedWrite
  @FencedWrite
  @Operation(
      operationId = "compact",
      summary = "Forget history",
      description =
          """
          Afterwards no revision below this one can be read or watched from; the keys stay as they
          are. What is forgotten already stays so, and the answer says from where on there is
          history.\
          """,
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(implementation = CompactRequest.class),
                      examples = @ExampleObject("{\"revision\": 12}"))))
  @ApiResponse(responseCode = "200", description = "History below it is gone")
  Compacted compact(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Problem tooLarge = Problems.tooLarge("request to compact", MAX_BYTES);
    long revision = bodies.object(request, MAX_BYTES, tooLarge, CompactController::revision);
    var done = writes.carryOut(request, response, new Compact(revision));
    return new Compacted(done.as(Outcome.Compacted.class).compactRevision());
  }

  private static long revision(JsonNode body) {
    Mistakes mistakes = new Mistakes();
    JsonFields fields = JsonFields.of(body, "", mistakes);
    long revision = fields.requiredNumber("revision", 0, Numbers.MAX);
    fields.end();
    mistakes.throwIfAny();
    return revision;
  }

  /// What a request to compact says.
  ///
  /// @param revision the first revision to keep
  @Schema(name = "CompactRequest")
  record CompactRequest(
      @Schema(description = "The first revision to keep", example = "12") long revision) {}

  /// From where on there is history.
  ///
  /// @param compactRevision the oldest revision that is still known
  @Schema(name = "Compacted")
  record Compacted(
      @Schema(description = "The oldest revision that is still known", example = "12")
          long compactRevision) {}
}
