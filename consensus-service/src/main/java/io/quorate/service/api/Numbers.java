package io.quorate.service.api;

/// Numbers as callers write them.
final class Numbers {
  /// Every number of this API is below 2^53, so that no JSON parser rounds it.
  private static final long BOUND = 1L << 53;

  private static final int MAX_DIGITS = 18;

  private Numbers() {}

  /// Reads a whole number from 0 to 2^53-1: digits and nothing else.
  ///
  /// @param field what a problem calls it
  /// @throws ProblemException when it is anything else
  static long wholeNumber(String field, String text) {
    boolean digits = !text.isEmpty() && text.chars().allMatch(one -> one >= '0' && one <= '9');
    if (!digits || text.length() > MAX_DIGITS || Long.parseLong(text) >= BOUND) {
      throw ProblemException.invalid(field, "must be a whole number from 0 to 2^53-1");
    }
    return Long.parseLong(text);
  }
}
