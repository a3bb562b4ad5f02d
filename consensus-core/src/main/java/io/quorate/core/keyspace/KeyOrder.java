package io.quorate.core.keyspace;

/// The order of keys: bytewise on their UTF-8 form, which is the order of their code points.
///
/// It differs from [String#compareTo] where a character beyond U+FFFF, two surrogates in a Java
/// string, meets one from U+E000 to U+FFFF.
public final class KeyOrder {
  private KeyOrder() {}

  /// Negative, zero or positive, as the first key is before, equal to or after the second.
  public static int compare(String one, String other) {
    int common = Math.min(one.length(), other.length());
    for (int at = 0; at < common; at++) {
      char a = one.charAt(at);
      char b = other.charAt(at);
      if (a != b) {
        boolean surrogate = Character.isSurrogate(a);
        if (surrogate != Character.isSurrogate(b)) {
          return surrogate ? beyond(b) : -beyond(a);
        }
        return a - b;
      }
    }
    return one.length() - other.length();
  }

  /// How a surrogate compares to a character that is none: every code point above U+FFFF is larger.
  private static int beyond(char plain) {
    return Character.MAX_VALUE + 1 - plain;
  }
}
