package io.quorate.core.register;

import java.util.Comparator;

/// A register by its name, and a member's copy of it.
public record Register(String key, Copy copy) {
  /// The order of the keys, by their bytes in UTF-8.
  public static final Comparator<String> KEY_ORDER = Register::compareKeys;

  private static int compareKeys(String one, String other) {
    int shared = Math.min(one.length(), other.length());
    for (int place = 0; place < shared; place++) {
      if (one.charAt(place) != other.charAt(place)) {
        return Integer.compare(weight(one.charAt(place)), weight(other.charAt(place)));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /// The order of bytes in UTF-8 is that of code points. Of UTF-16 it is too, but for the halves of
  /// pairs, which stand for what is above all others.
  private static int weight(char unit) {
    return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
  }
}
