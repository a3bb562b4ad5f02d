package io.quorate.core.register;

import java.util.Arrays;

/// What a register holds.
public sealed interface Content {

  /// A value.
  ///
  /// @param bytes must not be changed by anyone
  @SuppressWarnings("ArrayRecordComponent") // compared by content below, and never copied
  record Value(byte[] bytes) implements Content {
    @Override
    public boolean equals(Object other) {
      return other instanceof Value that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return bytes.length + " bytes";
    }
  }

  /// Nothing: it was deleted, or never written.
  record Tombstone() implements Content {}
}
