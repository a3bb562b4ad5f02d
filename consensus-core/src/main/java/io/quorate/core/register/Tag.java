package io.quorate.core.register;

/// The version of a register's value (Lynch, Shvartsman): totally ordered, and never given to two
/// writes because no two share a [Writer].
///
/// @param counter one more than the highest that the writer read from a quorum; 0 only in [#ZERO]
/// @param writer breaks ties
public record Tag(long counter, Writer writer) implements Comparable<Tag> {

  /// Below every tag: nothing was ever written.
  public static final Tag ZERO = new Tag(0, Writer.NOBODY);

  /// Whether this tag is lower than the other.
  public boolean isBelow(Tag other) {
    return compareTo(other) < 0;
  }

  @Override
  public int compareTo(Tag other) {
    int byCounter = Long.compare(counter, other.counter);
    return byCounter != 0 ? byCounter : writer.compareTo(other.writer);
  }

  @Override
  public String toString() {
    return counter + "." + writer;
  }
}
