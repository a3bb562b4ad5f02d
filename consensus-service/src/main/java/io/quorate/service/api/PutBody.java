package io.quorate.service.api;

import io.quorate.core.keyspace.Entry;
import io.quorate.service.api.Problems.Wrong;
import io.quorate.service.config.QuorateProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
/// Takes no more of a body into memory than a value may need. One for all routes.
@Component
final class PutBody {
  /// JSON writes a byte as six characters at most (`\u0000`), and there is a little around it.
  private static final int JSON_PER_BYTE = 6;

  private static final int JSON_AROUND = 1024;
  private static final int READ_AT_ONCE = 64 * 1024;
  private static final int MAX_ERRORS = 20;
  private static final int MAX_NAME = 100;

  private final JsonMapper json;
  private final int limit;

  private final Intake intake;

  /// Bodies of all requests together take no more memory than callers may have waiting; one always
  /// fits.
  PutBody(JsonMapper json, QuorateProperties properties) {
    this.json = json;
    this.limit = Math.toIntExact(properties.limits().valueBytes().toBytes());
    long room = properties.limits().queueBytes().toBytes();
    this.intake = new Intake(Math.max(room, largest() + READ_AT_ONCE));
  }

  private long largest() {
    return (long) limit * JSON_PER_BYTE + JSON_AROUND;
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
    String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new ProblemException(
          Problems.ofStatus(415, "Content-Encoding", "A body must come without Content-Encoding."));
    }
    try (Intake.Share share = intake.open()) {
      if (!isJson(request.getContentType())) {
        return Value.plain(bytes(request, limit, share));
      }
      Value value = parse(bytes(request, largest(), share));
      if (value.bytes().length > limit) {
        throw tooLarge();
      }
      return value;
    }
  }

  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.equals("application/json") || type.endsWith("+json");
  }

  /// Reads the whole body, whether its length is announced or not.
  private byte[] bytes(HttpServletRequest request, long atMost, Intake.Share share)
      throws IOException {
    long announced = request.getContentLengthLong();
    if (announced > atMost) {
      throw tooLarge();
    }
    InputStream in = request.getInputStream();
    if (announced >= 0 && announced <= READ_AT_ONCE) {
      share.take(announced);
      byte[] body = new byte[(int) announced];
      if (in.readNBytes(body, 0, body.length) < body.length) {
        throw ProblemException.invalid("body", "ends before its Content-Length");
      }
      return body;
    }
    // What is larger takes memory only as it arrives.
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] piece;
    do {
      share.take(READ_AT_ONCE);
      piece = in.readNBytes(READ_AT_ONCE);
      body.write(piece);
      if (body.size() > atMost) {
        throw tooLarge();
      }
    } while (piece.length == READ_AT_ONCE);
    return body.toByteArray();
  }

  private ProblemException tooLarge() {
    return new ProblemException(Problems.tooLarge("value", limit));
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
