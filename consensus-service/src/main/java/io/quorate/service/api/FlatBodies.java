package io.quorate.service.api;

import io.quorate.service.config.QuorateProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads JSON objects that are a few fields, with at most one value among them.
@Component
final class FlatBodies {
  private static final long SMALL = 16 * 1024;

  private final Bodies bodies;
  private final long valueLimit;

  FlatBodies(Bodies bodies, QuorateProperties properties) {
    this.bodies = bodies;
    this.valueLimit = properties.limits().valueBytes().toBytes();
  }

  /// Reads an object without a value; no body at all is one without fields.
  ///
  /// @throws ProblemException when anything is wrong with it
  <T> T small(HttpServletRequest request, Function<JsonFields, T> reader) throws IOException {
    if (!hasBody(request)) {
      return fields(JsonNodeFactory.instance.objectNode(), reader);
    }
    Problem tooLarge = Problems.tooLarge("body", SMALL);
    return bodies.object(request, SMALL, tooLarge, body -> fields(body, reader));
  }

  private static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
  }

  /// Reads an object that may have a value.
  ///
  /// @param bytes how many the value that was read has
  /// @throws ProblemException when anything is wrong with it, or the value is over its limit
  <T> T withValue(
      HttpServletRequest request, Function<JsonFields, T> reader, Function<T, Integer> bytes)
      throws IOException {
    Problem tooLarge = Problems.tooLarge("value", valueLimit);
    long most = SMALL + Bodies.asJson(valueLimit);
    T read = bodies.object(request, most, tooLarge, body -> fields(body, reader));
    if (bytes.apply(read) > valueLimit) {
      throw new ProblemException(tooLarge);
    }
    return read;
  }

  private static <T> T fields(JsonNode body, Function<JsonFields, T> reader) {
    Mistakes mistakes = new Mistakes();
    JsonFields fields = JsonFields.of(body, "", mistakes);
    T read = reader.apply(fields);
    fields.end();
    mistakes.throwIfAny();
    return read;
  }
}
