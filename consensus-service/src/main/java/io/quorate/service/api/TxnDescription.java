package io.quorate.service.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// The JSON body of a transaction, for the OpenAPI document; [TxnReader] reads it.
@Schema(name = "Txn", description = "No other field is allowed; each of the three may be missing")
record TxnDescription(
    @JsonProperty("if") @Schema(description = "All of them have to hold for `then`")
        List<Condition> conditions,
    @Schema(description = "Done when they hold") List<Op> then,
    @JsonProperty("else") @Schema(description = "Done when one does not") List<Op> otherwise) {

  @Schema(name = "TxnCondition")
  record Condition(
      @Schema(example = "app/mode") String key,
      @Schema(
              allowableValues = {
                "value",
                "version",
                "createRevision",
                "modRevision",
                "leaseId",
                "exists"
              })
          String target,
      @Schema(allowableValues = {"==", "!=", "<", ">"}) String op,
      @Schema(
              description = "Text for a value, true or false for exists, else a whole number",
              oneOf = {String.class, Long.class, Boolean.class})
          Object operand,
      @Schema(description = "Instead, for a value that is no text: its bytes in Base64")
          String operandBase64) {}

  @Schema(name = "TxnOp", description = "Exactly one of the four")
  record Op(Put put, Delete delete, Get get, TxnDescription txn) {}

  @Schema(name = "TxnPut")
  record Put(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String key,
      @Schema(description = "The value as text; exactly one of the two") String value,
      @Schema(description = "The value in Base64") String valueBase64,
      @Schema(description = "The lease that the key shall end with") Long leaseId,
      @Schema(description = "Whether the result shall have what was replaced") Boolean previous) {}

  @Schema(name = "TxnDelete", description = "A key, or a range")
  record Delete(
      String key,
      String prefix,
      String start,
      String end,
      @Schema(description = "Must be true where the range is of every key") Boolean all) {}

  @Schema(name = "TxnGet", description = "A key, or a range")
  record Get(
      String key,
      String prefix,
      String start,
      String end,
      @Schema(minimum = "1", maximum = "1000", defaultValue = "100") Integer limit,
      @Schema(
              allowableValues = {"asc", "desc"},
              defaultValue = "asc")
          String order,
      Boolean keysOnly,
      Boolean countOnly) {}
}
