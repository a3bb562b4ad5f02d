package io.quorate.core.quorum;

import java.util.regex.Pattern;

/// The name of a replica, unique in its cluster and never reused: `[a-z0-9-]{1,63}`, so that it is
/// a DNS label too. Ordered as text, which is what breaks ties between ballots of one round.
///
/// @param value the name itself
public record ReplicaId(String value) implements Comparable<ReplicaId> {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9-]{1,63}");

  /// @throws IllegalArgumentException when the name has another shape
  public ReplicaId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a replica id is 1 to 63 of a-z, 0-9 and '-', but this is '" + value + "'");
    }
  }

  @Override
  public int compareTo(ReplicaId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
