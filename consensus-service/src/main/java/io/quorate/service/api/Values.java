package io.quorate.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// Text and bytes, with nothing lost in between: what is not exactly representable is an empty
/// answer instead of a replacement character.
final class Values {
  private static final char REPLACEMENT = '\uFFFD';

  private Values() {}

  /// The text whose UTF-8 form these bytes are, if they are one.
  static Optional<String> text(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    // The decoder replaces what is malformed; a text without the replacement needs no second look.
    boolean exact = text.indexOf(REPLACEMENT) < 0 || Arrays.equals(text.getBytes(UTF_8), bytes);
    return exact ? Optional.of(text) : Optional.empty();
  }

  /// The UTF-8 form of a text, unless half a surrogate pair in it keeps it from having one.
  static Optional<byte[]> utf8(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    boolean plain = text.chars().noneMatch(one -> Character.isSurrogate((char) one));
    // The encoder replaces half a pair, so such a text does not come back as it was.
    boolean exact = plain || new String(bytes, UTF_8).equals(text);
    return exact ? Optional.of(bytes) : Optional.empty();
  }

  /// The bytes that a text writes in Base64 (RFC 4648, section 4), if it does.
  static Optional<byte[]> base64(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /// Bytes in Base64.
  static String toBase64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
