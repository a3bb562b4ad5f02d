package io.quorate.service.api;

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

/// The route of `/v1/txn` and how the OpenAPI document describes it.
@Tag(name = OpenApiDocument.KV)
interface TxnApi {
  String ROUTE = "/v1/txn";

  @PostMapping(ROUTE)
  @NamedWrite
  @FencedWrite
  @Operation(
      operationId = "transact",
      summary = "Several operations at once",
      description =
          """
          `then` is done when every condition in `if` holds, else `else`: in one revision, or not at
          all. A condition is `{"key", "target": "value" | "version" | "createRevision" |
          "modRevision" | "leaseId" | "exists", "op": "==" | "!=" | "<" | ">", "operand"}`; a value
          that is no text is compared with `operandBase64`. A key that does not exist has the
          numbers 0 and no value. An operation is one of
          `{"put": {"key", "value" | "valueBase64", "leaseId"?, "previous"?}}`,
          `{"delete": {"key" | "prefix" | "start", "end"}}`,
          `{"get": {"key" | "prefix" | "start", "end", "limit"?, "order"?, "keysOnly"?,
          "countOnly"?}}` and `{"txn": {"if", "then", "else"}}`. Each sees what those before it have
          done; no key may be written twice. At most 128 operations and 128 conditions, both sides
          and those within counted, and 8 transactions one within another.\
          """,
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(implementation = TxnDescription.class),
                      examples = @ExampleObject(SWAP))))
  @ApiResponse(
      responseCode = "200",
      description = "One of the two sides was done; `succeeded` says which",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TxnAnswer.class),
              examples = @ExampleObject(SWAPPED)))
  void transact(HttpServletRequest request, HttpServletResponse response) throws IOException;

  String SWAP =
      """
      {
        "if": [{"key": "app/mode", "target": "value", "op": "==", "operand": "blue"}],
        "then": [
          {"put": {"key": "app/mode", "value": "green"}},
          {"delete": {"prefix": "app/blue/"}}
        ],
        "else": [{"get": {"key": "app/mode"}}]
      }
      """;

  String SWAPPED =
      """
      {
        "succeeded": true,
        "revision": 13,
        "results": [
          {"put": {"key": "app/mode", "revision": 13, "createRevision": 7, "version": 4}},
          {"delete": {"deleted": 2}}
        ]
      }
      """;
}
