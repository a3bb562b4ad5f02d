package io.quorate.service.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds the name that someone who misspelt one had in mind.
public final class Nearest {

  private Nearest() {}

  /// The known name that is the fewest letters away.
  ///
  /// @return empty when none is near
  public static Optional<String> to(String name, Collection<String> known) {
    return known.stream()
        .filter(candidate -> distance(name, candidate) <= candidate.length() / 3)
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
  }

  /// How many letters have to be put in, left out or replaced (Levenshtein).
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
