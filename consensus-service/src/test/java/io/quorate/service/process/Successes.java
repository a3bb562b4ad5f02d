package io.quorate.service.process;

import java.time.Duration;
import java.util.List;

/// When writes succeeded.
///
/// @param moments by [System#nanoTime], in order
record Successes(List<Long> moments) {

  /// The longest time without a success that ended within the given one.
  ///
  /// @param from a moment by [System#nanoTime]; a gap under way by then counts in full
  /// @param to the moment after which a gap counts no more
  Duration longestGap(long from, long to) {
    long longest = 0;
    for (int i = 1; i < moments.size(); i++) {
      long end = moments.get(i);
      if (end > from && moments.get(i - 1) < to) {
        longest = Math.max(longest, end - moments.get(i - 1));
      }
    }
    return Duration.ofNanos(longest);
  }

  boolean anyAfter(long moment) {
    return !moments.isEmpty() && moments.getLast() > moment;
  }

  int count() {
    return moments.size();
  }
}
