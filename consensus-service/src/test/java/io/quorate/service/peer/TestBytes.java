package io.quorate.service.peer;

import java.nio.ByteBuffer;

/// The binary form as an array.
final class TestBytes {

  private TestBytes() {}

  static <T> byte[] of(Envelope<T> envelope, Body<? super T> body) {
    ByteBuffer written = MessageCodec.encode(envelope, body);
    byte[] bytes = new byte[written.remaining()];
    written.get(bytes);
    return bytes;
  }
}
