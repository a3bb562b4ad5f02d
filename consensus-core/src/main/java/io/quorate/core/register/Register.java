package io.quorate.core.register;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Comparator;

/// A register by its name, and a member's copy of it.
public record Register(String key, Copy copy) {
  /// The order of the keys, by their bytes in UTF-8.
  public static final Comparator<String> KEY_ORDER =
      (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
}
