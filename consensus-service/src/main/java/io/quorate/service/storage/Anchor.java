package io.quorate.service.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/// Tells where in an H2 file a chunk is, and what its bytes add up to. A chunk is what H2 writes at
/// once when it commits; the newest holds the root of everything.
///
/// It is H2's own file header, a line of text with a checksum of its own, in which the length of
/// the chunk, its CRC32C and its guess of the next are added; H2 passes over what it does not know.
///
/// @param fields names and values of the line; numbers in hexadecimal
record Anchor(Map<String, String> fields) {
  static final int BLOCK = 4096;
  private static final String CHUNK = "chunk";
  private static final String CHECKSUM = ",fletcher:";

  /// Reads a header.
  ///
  /// @return empty when it is not whole
  static Optional<Anchor> parse(ByteBuffer block) {
    String line = firstLine(block);
    int end = line.lastIndexOf(CHECKSUM);
    if (end < 0) {
      return Optional.empty();
    }
    String text = line.substring(0, end);
    return line.equals(text + checksum(text))
        ? Optional.of(new Anchor(DataUtils.parseMap(text)))
        : Optional.empty();
  }

  /// Whether H2 is about to write a chunk.
  static boolean isChunk(ByteBuffer bytes) {
    ByteBuffer start = ByteBuffer.wrap((CHUNK + ":").getBytes(ISO_8859_1));
    return bytes.remaining() % BLOCK == 0
        && bytes.slice(bytes.position(), Math.min(start.limit(), bytes.remaining())).equals(start);
  }

  /// The same file's header for this chunk.
  Anchor at(long position, ByteBuffer chunk) {
    Anchor line = new Anchor(DataUtils.parseMap(firstLine(chunk).stripTrailing()));
    Map<String, String> changed = new HashMap<>(fields);
    changed.remove("clean");
    changed.put(CHUNK, Integer.toHexString(line.id()));
    changed.put("version", Long.toHexString(line.version()));
    changed.put("next", Long.toHexString(line.hex("next")));
    changed.put("block", Long.toHexString(position / BLOCK));
    changed.put("len", Long.toHexString(chunk.remaining() / BLOCK));
    changed.put("crc32c", Long.toHexString(crc(chunk)));
    return new Anchor(changed);
  }

  /// Whether there is a chunk at all; there is none in a new file.
  boolean hasChunk() {
    return fields.containsKey("crc32c");
  }

  /// Names the chunk in other chunks; grows by one from chunk to chunk.
  int id() {
    return (int) hex(CHUNK);
  }

  /// Grows by one from chunk to chunk.
  long version() {
    return hex("version");
  }

  /// Where the chunk begins, in bytes.
  long position() {
    return hex("block") * BLOCK;
  }

  /// How long it is, in bytes.
  long length() {
    return hex("len") * BLOCK;
  }

  /// Where H2 expected to write the chunk after it, in bytes; 0 if nowhere.
  long next() {
    return hex("next") * BLOCK;
  }

  /// Reads the chunk.
  ///
  /// @return empty when it is not as it was when it was written
  Optional<ByteBuffer> chunk(FileChannel file) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate((int) length());
    try {
      DataUtils.readFully(file, position(), chunk);
    } catch (MVStoreException failed) {
      if (failed.getCause() instanceof EOFException) {
        return Optional.empty();
      }
      throw failed;
    }
    return crc(chunk) == hex("crc32c") ? Optional.of(chunk) : Optional.empty();
  }

  /// The header, as it is stored.
  ByteBuffer block() {
    StringBuilder text = new StringBuilder();
    DataUtils.appendMap(text, new HashMap<>(fields));
    byte[] line = (text + checksum(text.toString()) + "\n").getBytes(ISO_8859_1);
    return ByteBuffer.allocate(BLOCK).put(line).rewind();
  }

  private long hex(String name) {
    return DataUtils.readHexLong(fields, name, 0);
  }

  private static String firstLine(ByteBuffer bytes) {
    int length = Math.min(bytes.remaining(), BLOCK);
    String text = ISO_8859_1.decode(bytes.slice(bytes.position(), length)).toString();
    int end = text.indexOf('\n');
    return end < 0 ? "" : text.substring(0, end);
  }

  private static String checksum(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return CHECKSUM + Integer.toHexString(DataUtils.getFletcher32(bytes, 0, bytes.length));
  }

  private static long crc(ByteBuffer chunk) {
    CRC32C crc = new CRC32C();
    crc.update(chunk.duplicate());
    return crc.getValue();
  }
}
