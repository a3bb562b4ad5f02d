package io.quorate.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.keyspace.Range;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Bytes that grow: numbers big-endian, texts and values with their length before them.
final class ByteWriter {
  private byte[] bytes;
  private int size;

  /// @param expected how many bytes there will be, as far as can be told
  ByteWriter(int expected) {
    bytes = new byte[expected];
  }

  private int grow(int more) {
    int at = size;
    size = Math.addExact(size, more);
    if (size > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size, 2 * bytes.length));
    }
    return at;
  }

  ByteWriter one(int value) {
    int at = grow(1);
    bytes[at] = (byte) value;
    return this;
  }

  ByteWriter flag(boolean value) {
    return one(value ? 1 : 0);
  }

  /// By its name, which therefore never changes.
  ByteWriter choice(Enum<?> value) {
    return text(value.name());
  }

  ByteWriter integer(int value) {
    return one(value >>> 24).one(value >>> 16).one(value >>> 8).one(value);
  }

  ByteWriter number(long value) {
    return integer((int) (value >>> 32)).integer((int) value);
  }

  ByteWriter bytes(byte[] value) {
    integer(value.length);
    int at = grow(value.length);
    System.arraycopy(value, 0, bytes, at, value.length);
    return this;
  }

  ByteWriter text(String value) {
    return bytes(value.getBytes(UTF_8));
  }

  ByteWriter number(OptionalLong value) {
    flag(value.isPresent());
    value.ifPresent(this::number);
    return this;
  }

  <T> ByteWriter optional(Optional<T> value, Consumer<T> writer) {
    flag(value.isPresent());
    value.ifPresent(writer);
    return this;
  }

  <T> ByteWriter list(List<T> values, Consumer<T> writer) {
    integer(values.size());
    values.forEach(writer);
    return this;
  }

  ByteWriter range(Range range) {
    return text(range.start()).optional(range.end(), this::text);
  }

  byte[] toBytes() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }
}
