package io.quorate.service.process;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;

/// How long operations took.
///
/// @param sorted in nanoseconds, the shortest first
@SuppressWarnings("ArrayRecordComponent") // never compared
record Latencies(long[] sorted) {

  static Latencies of(Collection<Duration> took) {
    return new Latencies(took.stream().mapToLong(Duration::toNanos).sorted().toArray());
  }

  /// All of these together.
  static Latencies all(Collection<Latencies> parts) {
    return new Latencies(
        parts.stream().flatMapToLong(part -> Arrays.stream(part.sorted)).sorted().toArray());
  }

  int count() {
    return sorted.length;
  }

  /// What this share of them did not exceed.
  ///
  /// @param share 0.5 for the median
  Duration quantile(double share) {
    return Duration.ofNanos(
        sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))]);
  }

  Duration max() {
    return Duration.ofNanos(sorted[sorted.length - 1]);
  }

  @Override
  public String toString() {
    return "%d operations, median %.1f ms, p99 %.1f ms, max %.1f ms"
        .formatted(count(), millis(quantile(0.5)), millis(quantile(0.99)), millis(max()));
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
