package io.quorate.service.api;

import io.quorate.core.quorum.QuorumText;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A quorum system that someone asks about.
///
/// @param system its definition
/// @param readFraction the share of reads that the load is to be for
@Schema(name = "QuorumQuestion")
record QuorumQuestion(
    @Schema(example = "grid(a b c; d e f)", requiredMode = Schema.RequiredMode.REQUIRED)
        String system,
    @Schema(
            description = "The share of reads that the load is to be for",
            minimum = "0",
            maximum = "1",
            defaultValue = "0.5")
        double readFraction) {
  /// What a question has when it does not say.
  static final double HALF_ARE_READS = 0.5;

  /// Reads a question out of a request.
  record Reader(JsonMapper json) {
    private static final int MAX_BYTES = 2 * QuorumText.MAX_LENGTH;

    /// @throws ProblemException when it is malformed or too large
    QuorumQuestion read(HttpServletRequest request) throws IOException {
      byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
      if (body.length > MAX_BYTES) {
        throw new ProblemException(Problems.tooLarge("quorum system", MAX_BYTES));
      }
      JsonNode question = tree(body);
      if (!question.isObject()) {
        throw ProblemException.invalid("body", "must be a JSON object");
      }
      List<Problems.Wrong> errors = new ArrayList<>();
      for (String name : question.propertyNames()) {
        if (!name.equals("system") && !name.equals("readFraction")) {
          errors.add(new Problems.Wrong(name, "unknown field"));
        }
      }
      JsonNode system = question.path("system");
      if (!system.isString()) {
        errors.add(new Problems.Wrong("system", "is required and must be a string"));
      }
      double readFraction = fraction(question.get("readFraction"));
      if (!(readFraction >= 0 && readFraction <= 1)) {
        errors.add(new Problems.Wrong("readFraction", "must be a number from 0 to 1"));
      }
      if (!errors.isEmpty()) {
        throw new ProblemException(Problems.invalid(errors));
      }
      return new QuorumQuestion(system.asString(), readFraction);
    }

    private JsonNode tree(byte[] body) {
      if (body.length == 0) {
        return json.nullNode();
      }
      try {
        return json.readerFor(JsonNode.class)
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readValue(body);
      } catch (JacksonException malformed) {
        throw MalformedJson.body(malformed);
      }
    }

    private static double fraction(@Nullable JsonNode given) {
      if (given == null) {
        return HALF_ARE_READS;
      }
      return given.isNumber() ? given.asDouble() : Double.NaN;
    }
  }
}
