package io.quorate.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.keyspace.Range;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Reads what [ByteWriter] wrote. Throws [BufferUnderflowException] where it ends too early, and
/// [IllegalArgumentException] where it is nothing that was ever written.
final class ByteReader {
  private final ByteBuffer buffer;

  ByteReader(byte[] bytes) {
    buffer = ByteBuffer.wrap(bytes);
  }

  byte one() {
    return buffer.get();
  }

  boolean flag() {
    return one() == 1;
  }

  <E extends Enum<E>> E choice(Class<E> kind) {
    return Enum.valueOf(kind, text());
  }

  int integer() {
    return buffer.getInt();
  }

  long number() {
    return buffer.getLong();
  }

  byte[] bytes() {
    byte[] bytes = new byte[length()];
    buffer.get(bytes);
    return bytes;
  }

  /// A length or a count: each of what follows takes a byte at least.
  private int length() {
    int length = buffer.getInt();
    if (length < 0 || length > buffer.remaining()) {
      throw new BufferUnderflowException();
    }
    return length;
  }

  String text() {
    return new String(bytes(), UTF_8);
  }

  OptionalLong optionalNumber() {
    return flag() ? OptionalLong.of(number()) : OptionalLong.empty();
  }

  <T> Optional<T> optional(Supplier<T> reader) {
    return flag() ? Optional.of(reader.get()) : Optional.empty();
  }

  <T> List<T> list(Supplier<T> reader) {
    int size = length();
    List<T> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(reader.get());
    }
    return list;
  }

  Range range() {
    return new Range(text(), optional(this::text));
  }

  void requireEnd() {
    if (buffer.hasRemaining()) {
      throw new IllegalArgumentException(buffer.remaining() + " bytes too many");
    }
  }
}
