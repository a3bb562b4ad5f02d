package io.quorate.service.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Decree;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.QuorumText;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.store.RequestCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads what [WireWriter] wrote. Trusts no length: nothing is allocated before the bytes for it
/// are known to be there. Every method throws [InvalidMessageException], and nothing else.
final class WireReader {
  /// The largest number that a message may carry: what JSON numbers hold exactly.
  static final long LARGEST = (1L << 53) - 1;

  private final ByteBuffer in;

  WireReader(byte[] bytes) {
    this.in = ByteBuffer.wrap(bytes);
  }

  InvalidMessageException invalid(String what) {
    return new InvalidMessageException("byte " + in.position(), what);
  }

  private ByteBuffer has(int size) {
    if (in.remaining() < size) {
      throw invalid("the message ends too early");
    }
    return in;
  }

  int octet() {
    return has(1).get();
  }

  boolean flag() {
    return switch (octet()) {
      case 0 -> false;
      case 1 -> true;
      default -> throw invalid("neither yes nor no");
    };
  }

  /// Any 64 bits.
  long bits() {
    return has(Long.BYTES).getLong();
  }

  /// A count, a slot, a round: from 0 to [#LARGEST].
  long number() {
    long value = bits();
    if (value < 0 || value > LARGEST) {
      throw invalid(value + " is out of range");
    }
    return value;
  }

  byte[] bytes() {
    int length = has(Integer.BYTES).getInt();
    if (length < 0 || length > in.remaining()) {
      throw invalid(length + " bytes announced, " + in.remaining() + " left");
    }
    byte[] value = new byte[length];
    in.get(value);
    return value;
  }

  String text() {
    return new String(bytes(), UTF_8);
  }

  ReplicaId replica() {
    return valid(() -> new ReplicaId(text()));
  }

  Ballot ballot() {
    return new Ballot(number(), replica());
  }

  Decree decree() {
    return switch (octet()) {
      case WireWriter.NO_OP -> new Decree.NoOp();
      case WireWriter.BATCH -> new Decree.Batch(number(), bytes());
      case WireWriter.CHANGE ->
          valid(() -> RequestCodec.change(new Decree.Batch(number(), bytes())));
      default -> throw invalid("a decree of unknown kind");
    };
  }

  QuorumSystem quorums() {
    return valid(() -> QuorumText.parse(text()));
  }

  private <T> T valid(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException malformed) {
      throw invalid(String.valueOf(malformed.getMessage()));
    }
  }

  AcceptedDecree accepted() {
    return new AcceptedDecree(number(), ballot(), decree());
  }

  /// @param item reads one; takes at least one byte
  <T> List<T> list(Function<WireReader, T> item) {
    int count = has(Integer.BYTES).getInt();
    if (count < 0 || count > in.remaining()) {
      throw invalid(count + " items announced, " + in.remaining() + " bytes left");
    }
    List<T> items = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      items.add(item.apply(this));
    }
    return items;
  }

  void end() {
    if (in.hasRemaining()) {
      throw invalid(in.remaining() + " bytes too many");
    }
  }
}
