package io.quorate.service.api;

/// Numbers as callers write them.
final class Numbers {
  /// Every number of this API is below 2^53, so that no JSON parser rounds it.
  static final long MAX = (1L << 53) - 1;

  private static final int MAX_DIGITS = 18;

  private Numbers() {}

  /// Reads a whole number: digits and nothing else.
  ///
  /// @param field what a problem calls it
  /// @throws ProblemException when it is anything else, or out of its bounds
  static long wholeNumber(String field, String text, long min, long max) {
    boolean digits = !text.isEmpty() && text.chars().allMatch(one -> one >= '0' && one <= '9');
    if (!digits || text.length() > MAX_DIGITS) {
      throw out(field, min, max);
    }
    long number = Long.parseLong(text);
    if (number < min || number > max) {
      throw out(field, min, max);
    }
    return number;
  }

  private static ProblemException out(String field, long min, long max) {
    return ProblemException.invalid(field, bounds(min, max));
  }

  /// What a number must be, in words.
  static String bounds(long min, long max) {
    String most = max == MAX ? "2^53-1" : Long.toString(max);
    return "must be a whole number from " + min + " to " + most;
  }
}
