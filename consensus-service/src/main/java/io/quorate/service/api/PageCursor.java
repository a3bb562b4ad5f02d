package io.quorate.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.keyspace.Range;
import io.quorate.core.keyspace.Snapshot.Direction;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/// Where a page of a range ended, so that the next one goes on there: in the same range, at the
/// same revision, in the same order. Callers see it as text that means nothing to them.
///
/// @param revision the one that all pages show
/// @param range the whole range
/// @param keysOnly whether values are left out
/// @param last the key at the end of the page
record PageCursor(long revision, Range range, Direction direction, boolean keysOnly, String last) {
  private static final byte VERSION = 1;
  private static final int DESCENDING = 1;
  private static final int KEYS_ONLY = 2;
  private static final int BOUNDED = 4;
  private static final int HEAD = 1 + 1 + Long.BYTES;

  /// What the pages after it are of.
  Range rest() {
    return switch (direction) {
      case ASCENDING -> range.beyond(last);
      case DESCENDING -> range.upTo(last);
    };
  }

  /// The text, with a checksum by which another cluster's is told from one of this.
  String text(UUID cluster) {
    int flags =
        (direction == Direction.DESCENDING ? DESCENDING : 0)
            | (keysOnly ? KEYS_ONLY : 0)
            | (range.end().isPresent() ? BOUNDED : 0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        ByteBuffer.allocate(HEAD).put(VERSION).put((byte) flags).putLong(revision).array());
    write(bytes, last);
    write(bytes, range.start());
    range.end().ifPresent(end -> write(bytes, end));
    bytes.writeBytes(number(checksum(cluster, bytes.toByteArray())));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  private static void write(ByteArrayOutputStream bytes, String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    bytes.writeBytes(number(utf8.length));
    bytes.writeBytes(utf8);
  }

  private static byte[] number(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  private static int checksum(UUID cluster, byte[] payload) {
    CRC32C checksum = new CRC32C();
    checksum.update(cluster.toString().getBytes(UTF_8));
    checksum.update(payload);
    return (int) checksum.getValue();
  }

  /// Reads a text that this cluster has given out; empty when it is none.
  static Optional<PageCursor> parse(String text, UUID cluster) {
    try {
      ByteBuffer whole = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      byte[] payload = new byte[Math.max(0, whole.remaining() - Integer.BYTES)];
      whole.get(payload);
      boolean ours = whole.getInt() == checksum(cluster, payload);
      ByteBuffer in = ByteBuffer.wrap(payload);
      return ours && in.get() == VERSION ? Optional.of(read(in)) : Optional.empty();
    } catch (IllegalArgumentException | BufferUnderflowException broken) {
      return Optional.empty();
    }
  }

  private static PageCursor read(ByteBuffer in) {
    int flags = in.get();
    long revision = in.getLong();
    String last = text(in);
    String start = text(in);
    Optional<String> end = (flags & BOUNDED) == 0 ? Optional.empty() : Optional.of(text(in));
    return new PageCursor(
        revision,
        new Range(start, end),
        (flags & DESCENDING) == 0 ? Direction.ASCENDING : Direction.DESCENDING,
        (flags & KEYS_ONLY) != 0,
        last);
  }

  private static String text(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] utf8 = new byte[length];
    in.get(utf8);
    return new String(utf8, UTF_8);
  }
}
