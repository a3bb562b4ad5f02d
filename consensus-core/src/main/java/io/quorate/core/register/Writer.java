package io.quorate.core.register;

import io.quorate.core.quorum.ReplicaId;
import java.util.Comparator;

/// One attempt at one write, unlike every other that ever was: the second half of a [Tag].
///
/// The replica's name alone would not do. A coordinator that reads counter 4 and crashes after one
/// member has stored its counter 5 may, in its next life, read counter 4 again from the other
/// members: two values would share a tag, and readers would see one or the other for ever. Nor may
/// two writes of one life that run at the same time. So a writer is the replica, a number that its
/// process drew at random when it started, and a count of that process's writes. Nothing of it has
/// to be on disk; a lost disk changes nothing about it.
///
/// @param replica the replica that coordinates the write
/// @param life the random number of its process
/// @param operation counts the writes of that process, from 1
public record Writer(ReplicaId replica, long life, long operation) implements Comparable<Writer> {

  /// Below every real writer.
  public static final Writer NOBODY = new Writer(new ReplicaId("-"), Long.MIN_VALUE, 0);

  private static final Comparator<Writer> ORDER =
      Comparator.comparing(Writer::replica)
          .thenComparingLong(Writer::life)
          .thenComparingLong(Writer::operation);

  /// Reads what [#toString()] writes.
  ///
  /// @throws IllegalArgumentException when it is something else
  public static Writer parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a writer is <replica>.<life in hex>.<operation>");
    }
    long life = Long.parseUnsignedLong(parts[1], 16);
    return new Writer(new ReplicaId(parts[0]), life, Long.parseLong(parts[2]));
  }

  @Override
  public int compareTo(Writer other) {
    return ORDER.compare(this, other);
  }

  /// The replica, its life in hex, and the operation: `a.5f3c.17`.
  @Override
  public String toString() {
    return replica + "." + Long.toHexString(life) + "." + operation;
  }
}
