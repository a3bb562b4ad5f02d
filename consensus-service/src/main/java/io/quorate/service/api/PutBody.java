package io.quorate.service.api;

import io.quorate.core.keyspace.Entry;
import io.quorate.service.api.Problems.Wrong;
import io.quorate.service.config.QuorateProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// Reads the value out of the body of a PUT: the body itself, or a field of it when it is JSON.
/// Takes no more of a body into memory than a value may need.
@Component
final class PutBody {
  private static final int MAX_ERRORS = 20;
  private static final int MAX_NAME = 100;

  private final JsonMapper json;
  private final Bodies bodies;
  private final int limit;
  private final Problem tooLarge;

  PutBody(JsonMapper json, Bodies bodies, QuorateProperties properties) {
    this.json = json;
    this.bodies = bodies;
    this.limit = Math.toIntExact(properties.limits().valueBytes().toBytes());
    this.tooLarge = Problems.tooLarge("value", limit);
  }

  /// What a body asks for.
  ///
  /// @param bytes the value
  /// @param leaseId the lease that the key shall end with, or [Entry#NO_LEASE]
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Value(byte[] bytes, long leaseId) {
    private static Value plain(byte[] bytes) {
      return new Value(bytes, Entry.NO_LEASE);
    }
  }

  /// Reads the value.
  ///
  /// @throws ProblemException when it is malformed or too large
  Value value(HttpServletRequest request) throws IOException {
    if (!isJson(request.getContentType())) {
      return bodies.read(request, limit, tooLarge, Value::plain);
    }
    Value value = bodies.read(request, Bodies.asJson(limit), tooLarge, this::parse);
    if (value.bytes().length > limit) {
      throw new ProblemException(tooLarge);
    }
    return value;
  }

  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.equals("application/json") || type.endsWith("+json");
  }

  private Value parse(byte[] body) {
    try (JsonParser parser = json.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw ProblemException.invalid("body", "must be a JSON object");
      }
      Fields fields = new Fields();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        fields.read(parser);
      }
      if (parser.nextToken() != null) {
        throw ProblemException.invalid("body", "goes on after the JSON object");
      }
      return fields.value();
    } catch (JacksonException malformed) {
      throw MalformedJson.body(malformed);
    }
  }

  /// What has been found in the object so far, right or wrong.
  private static final class Fields {
    private final List<Wrong> errors = new ArrayList<>();
    private Optional<byte[]> value = Optional.empty();
    private boolean seen;
    private long leaseId = Entry.NO_LEASE;

    void read(JsonParser parser) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "value" -> take(name, parser, Values::utf8);
        case "valueBase64" -> take(name, parser, Values::base64);
        case "leaseId" -> takeLease(name, parser);
        default -> wrong(name, "unknown field");
      }
      parser.skipChildren();
    }

    private void take(String name, JsonParser parser, Function<String, Optional<byte[]>> form) {
      if (seen) {
        wrong(name, "there is a value already; give value or valueBase64, once");
        return;
      }
      seen = true;
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        wrong(name, "must be a string");
        return;
      }
      value = form.apply(parser.getString());
      if (value.isEmpty()) {
        wrong(name, "is not valid " + (name.equals("value") ? "Unicode" : "Base64"));
      }
    }

    private void takeLease(String name, JsonParser parser) {
      if (parser.currentToken() == JsonToken.VALUE_NULL) {
        return;
      }
      boolean isId =
          parser.currentToken() == JsonToken.VALUE_NUMBER_INT
              && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
              && parser.getLongValue() > 0;
      if (isId) {
        leaseId = parser.getLongValue();
      } else {
        wrong(name, "must be the id of a lease");
      }
    }

    private void wrong(String name, String message) {
      if (errors.size() < MAX_ERRORS) {
        errors.add(new Wrong(name.substring(0, Math.min(MAX_NAME, name.length())), message));
      }
    }

    Value value() {
      if (!seen) {
        wrong("value", "value or valueBase64 is required");
      }
      if (!errors.isEmpty()) {
        throw new ProblemException(Problems.invalid(errors));
      }
      return new Value(value.orElseThrow(), leaseId);
    }
  }
}
