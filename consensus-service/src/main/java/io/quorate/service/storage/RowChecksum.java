package io.quorate.service.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// The CRC32C of a row's columns, each with its length where it varies, so that no two rows that
/// differ are the same bytes.
final class RowChecksum {
  private final CRC32C crc = new CRC32C();
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  RowChecksum add(long value) {
    crc.update(number.clear().putLong(value).flip());
    return this;
  }

  RowChecksum add(boolean value) {
    return add(value ? 1L : 0L);
  }

  RowChecksum add(String value) {
    return add(value.getBytes(StandardCharsets.UTF_8));
  }

  RowChecksum add(byte[] value) {
    add((long) value.length);
    crc.update(value);
    return this;
  }

  int value() {
    return (int) crc.getValue();
  }

  /// @throws CorruptStore when the row was written with another checksum
  void mustBe(int written, String row) {
    if (value() != written) {
      throw new CorruptStore(
          "%s has checksum %08x but was written with %08x".formatted(row, value(), written));
    }
  }
}
