package io.quorate.service.peer;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// The routes of `/quorum` and how the OpenAPI document describes them.
@RequestMapping("/quorum")
@Tag(
    name = "Quorum",
    description =
        """
        What replicas say to each other about registers, under the same conditions as their other \
        messages. Several registers fit into one message; the answer has a place for each.\
        """)
interface RegisterMessagesApi {

  /// What this replica holds of registers.
  @PostMapping("/read")
  @Operation(
      operationId = "readRegisters",
      summary = "Phase 1: what does this replica hold?",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = JsonForm.MEDIA_TYPE,
                      schema = @Schema(type = "object"),
                      examples =
                          @ExampleObject(PaxosApi.FROM_A + "{\"queries\": [{\"key\": \"k\"}]}}"))))
  void read(
      @Parameter(hidden = true) HttpServletRequest in,
      @Parameter(hidden = true) HttpServletResponse out)
      throws IOException;

  /// Copies for this replica to hold.
  @PostMapping("/write")
  @Operation(
      operationId = "writeRegisters",
      summary = "Phase 2: hold these copies, unless you hold newer ones",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = JsonForm.MEDIA_TYPE,
                      schema = @Schema(type = "object"),
                      examples =
                          @ExampleObject(
                              PaxosApi.FROM_A
                                  + "{\"updates\": [{\"key\": \"k\", \"floor\": 0, \"copy\":"
                                  + " {\"tag\": {\"counter\": 1, \"writer\": \"a.5f3c.17\"},"
                                  + " \"content\": {\"type\": \"value\", \"bytes\":"
                                  + " \"dmFsdWU=\"}}}]}}"))))
  void write(
      @Parameter(hidden = true) HttpServletRequest in,
      @Parameter(hidden = true) HttpServletResponse out)
      throws IOException;

  /// Comparing, and collecting tombstones.
  @PostMapping("/repair")
  @Operation(
      operationId = "repairRegisters",
      summary = "Compare what two replicas hold, and collect tombstones",
      description =
          "By its type: `compare` sums of the hash tree, `enumerate` leaves of it, `confirm` that"
              + " tombstones are held, `raise` the floor of new tags, `forget` tombstones.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = JsonForm.MEDIA_TYPE,
                      schema = @Schema(type = "object"),
                      examples =
                          @ExampleObject(
                              PaxosApi.FROM_A + "{\"type\": \"compare\", \"nodes\": [1]}}"))))
  void repair(
      @Parameter(hidden = true) HttpServletRequest in,
      @Parameter(hidden = true) HttpServletResponse out)
      throws IOException;
}
