package io.quorate.service.api;

import io.quorate.service.config.QuorateProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// Reads the bodies of requests, and never more of one into memory than it may have. One for all
/// routes: bodies of all requests together take no more than callers may have waiting.
@Component
final class Bodies {
  /// JSON writes a byte as six characters at most (`\u0000`), and there is a little around it.
  private static final int JSON_PER_BYTE = 6;

  private static final int JSON_AROUND = 1024;
  private static final int READ_AT_ONCE = 64 * 1024;

  private final ObjectReader trees;
  private final Intake intake;

  /// The largest body always fits, if it comes alone.
  Bodies(JsonMapper json, QuorateProperties properties) {
    var limits = properties.limits();
    long largest = Math.max(limits.valueBytes().toBytes(), limits.transactionBytes().toBytes());
    this.intake =
        new Intake(Math.max(limits.queueBytes().toBytes(), asJson(largest) + READ_AT_ONCE));
    this.trees =
        json.readerFor(JsonNode.class)
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /// How many bytes there may be where JSON stands for so many bytes of keys and values.
  static long asJson(long bytes) {
    return bytes * JSON_PER_BYTE + JSON_AROUND;
  }

  /// Reads a JSON object, whatever its content type says it is.
  ///
  /// @param atMost how many bytes it may have
  /// @param otherwise the answer where it has more
  /// @throws ProblemException when it is malformed or too large
  <T> T object(
      HttpServletRequest request, long atMost, Problem otherwise, Function<JsonNode, T> reader)
      throws IOException {
    return read(request, atMost, otherwise, body -> reader.apply(tree(body)));
  }

  private JsonNode tree(byte[] body) {
    JsonNode tree = parse(body);
    if (!tree.isObject()) {
      throw ProblemException.invalid("body", "must be a JSON object");
    }
    return tree;
  }

  private JsonNode parse(byte[] body) {
    if (body.length == 0) {
      throw ProblemException.invalid("body", "must be a JSON object");
    }
    try {
      return trees.readValue(body);
    } catch (JacksonException malformed) {
      throw MalformedJson.body(malformed);
    }
  }

  /// Reads a whole body, whether its length is announced or not.
  ///
  /// @param atMost how many bytes it may have
  /// @param otherwise the answer where it has more
  /// @throws ProblemException when it is encoded or too large
  <T> T read(HttpServletRequest request, long atMost, Problem otherwise, Function<byte[], T> reader)
      throws IOException {
    String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new ProblemException(
          Problems.ofStatus(415, "Content-Encoding", "A body must come without Content-Encoding."));
    }
    try (Intake.Share share = intake.open()) {
      return reader.apply(bytes(request, atMost, otherwise, share));
    }
  }

  private static byte[] bytes(
      HttpServletRequest request, long atMost, Problem otherwise, Intake.Share share)
      throws IOException {
    long announced = request.getContentLengthLong();
    if (announced > atMost) {
      throw new ProblemException(otherwise);
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
        throw new ProblemException(otherwise);
      }
    } while (piece.length == READ_AT_ONCE);
    return body.toByteArray();
  }
}
