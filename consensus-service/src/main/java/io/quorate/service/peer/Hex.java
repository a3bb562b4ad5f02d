package io.quorate.service.peer;

import tools.jackson.databind.util.StdConverter;

/// 64 random bits in JSON: a string, because JSON numbers hold only 53 exactly.
final class Hex {

  private Hex() {}

  /// @throws IllegalArgumentException when it is none
  static long parse(String text) {
    try {
      return Long.parseUnsignedLong(text, 16);
    } catch (NumberFormatException none) {
      throw new IllegalArgumentException("must be up to 16 hexadecimal digits", none);
    }
  }

  /// To JSON.
  static final class Write extends StdConverter<Long, String> {
    @Override
    public String convert(Long value) {
      return Long.toHexString(value);
    }
  }

  /// From JSON.
  static final class Read extends StdConverter<String, Long> {
    @Override
    public Long convert(String text) {
      return parse(text);
    }
  }
}
