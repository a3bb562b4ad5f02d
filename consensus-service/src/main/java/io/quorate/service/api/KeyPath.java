package io.quorate.service.api;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;

/// The key that a path names, taken from the request line as it was sent: nothing in between has
/// decoded, normalised or stripped anything of it.
///
/// Everything after `/v1/kv/` is the key, percent-encoded: slashes, `//`, a slash at the end and
/// `;` stand for themselves, encoded or not; `+` is a plus. Only a segment that is literally `.` or
/// `..` is refused, because clients and proxies resolve those before they send them: such a key is
/// written with `%2E`, or with its slashes as `%2F`.
final class KeyPath {
  static final String PREFIX = "/v1/kv/";

  private KeyPath() {}

  /// Reads the key of a request.
  ///
  /// @param limit how many bytes a key may have
  /// @throws ProblemException when there is none, or it is malformed or too long
  static String key(HttpServletRequest request, int limit) {
    return key(request, PREFIX, limit);
  }

  /// Reads the key of a request below another route.
  static String key(HttpServletRequest request, String prefix, int limit) {
    String uri = request.getRequestURI();
    int start = request.getContextPath().length() + prefix.length();
    if (!uri.startsWith(prefix, start - prefix.length())) {
      throw new ProblemException(
          Problems.notFound("There is no such route; a key is in " + prefix + "<key>."));
    }
    return decode(uri.substring(start), limit);
  }

  /// Decodes a key.
  ///
  /// @throws ProblemException when it is malformed or too long
  static String decode(String path, int limit) {
    if (hasDotSegment(path)) {
      throw invalid("has a '.' or '..' segment, which is not safe on the way: write it as %2E");
    }
    byte[] bytes = unescape(path);
    if (bytes.length == 0) {
      throw invalid("is empty");
    }
    if (bytes.length > limit) {
      throw new ProblemException(Problems.tooLarge("key", limit));
    }
    String key = Values.text(bytes).orElseThrow(() -> invalid("is not valid UTF-8"));
    KeyRule.mistake(key)
        .ifPresent(what -> {
          throw invalid(what);
        });
    return key;
  }

  private static boolean hasDotSegment(String path) {
    if (path.indexOf('.') < 0) {
      return false;
    }
    for (String segment : path.split("/", -1)) {
      if (segment.equals(".") || segment.equals("..")) {
        return true;
      }
    }
    return false;
  }

  private static byte[] unescape(String path) {
    // The container hands the request line on as Latin-1, so that each char is a byte of it.
    byte[] bytes = path.getBytes(StandardCharsets.ISO_8859_1);
    if (path.indexOf('%') < 0) {
      return bytes;
    }
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        bytes[length++] = bytes[i];
        continue;
      }
      bytes[length++] = (byte) (hex(bytes, i + 1) << 4 | hex(bytes, i + 2));
      i += 2;
    }
    return java.util.Arrays.copyOf(bytes, length);
  }

  private static int hex(byte[] bytes, int at) {
    int digit = at < bytes.length ? Character.digit(bytes[at], 16) : -1;
    if (digit < 0) {
      throw invalid("has a '%' without two hex digits");
    }
    return digit;
  }

  private static ProblemException invalid(String message) {
    return ProblemException.invalid("key", message);
  }
}
