package io.quorate.core.keyspace;

import java.util.Optional;

/// Keys that follow each other.
///
/// @param start the first key in it, whether there is such a key or not; empty for the first of all
/// @param end the first key after it; absent when it goes on to the last of all
public record Range(String start, Optional<String> end) {
  private static final Range ALL = new Range("", Optional.empty());

  /// Every key.
  public static Range all() {
    return ALL;
  }

  /// The keys from `start` up to, but not including, `end`.
  public static Range of(String start, String end) {
    return new Range(start, Optional.of(end));
  }

  /// This one key. No key holds a control character, so nothing stands between it and its end.
  public static Range one(String key) {
    return of(key, after(key));
  }

  /// The keys that begin with this.
  public static Range prefix(String prefix) {
    return new Range(prefix, afterPrefix(prefix));
  }

  /// The least text after every text that begins with the prefix: its last code point that is not
  /// the greatest is raised by one. Absent when there is none.
  private static Optional<String> afterPrefix(String prefix) {
    int length = prefix.length();
    while (length > 0) {
      int last = prefix.codePointBefore(length);
      length -= Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        return Optional.of(prefix.substring(0, length) + Character.toString(next));
      }
    }
    return Optional.empty();
  }

  /// What is left of it after this key.
  public Range beyond(String key) {
    return new Range(after(key), end);
  }

  /// What is left of it before this key.
  public Range upTo(String key) {
    return new Range(start, Optional.of(key));
  }

  private static String after(String key) {
    return key + '\0';
  }

  /// Whether a key is in it.
  public boolean contains(String key) {
    return startsAtOrBefore(key) && endsAfter(key);
  }

  /// Whether there is a key that could be in both.
  public boolean meets(Range other) {
    return endsAfter(other.start) && other.endsAfter(start) && !isEmpty() && !other.isEmpty();
  }

  /// Whether no key can be in it.
  public boolean isEmpty() {
    return !endsAfter(start);
  }

  boolean startsAtOrBefore(String key) {
    return KeyOrder.compare(start, key) <= 0;
  }

  boolean endsAfter(String key) {
    return end.isEmpty() || KeyOrder.compare(key, end.get()) < 0;
  }
}
