package io.quorate.core.keyspace;

/// How much history is kept: what is beyond any of these is compacted.
///
/// @param revisions so many revisions before the latest
/// @param millis and none older than this, in milliseconds of log time
/// @param bytes and the values in their changes take no more than this together
public record Retention(long revisions, long millis, long bytes) {
  private static final long HOUR = 3_600_000;

  /// 20,000 revisions of the last hour, with 64 MiB of values.
  public static Retention defaults() {
    return new Retention(20_000, HOUR, 64 << 20);
  }

  /// A tenth more of everything.
  Retention withSlack() {
    return new Retention(
        revisions + revisions / 10 + 1, millis + millis / 10 + 1, bytes + bytes / 10 + 1);
  }
}
