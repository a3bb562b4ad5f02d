package io.quorate.service.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Decree;
import io.quorate.core.quorum.ReplicaId;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiConsumer;

/// Writes the parts of a message, big-endian, into a buffer that grows. [WireReader] reads them.
final class WireWriter {
  static final byte NO_OP = 0;
  static final byte BATCH = 1;
  static final byte CHANGE = 2;
  private static final int START = 256;

  private ByteBuffer out = ByteBuffer.allocate(START);

  private ByteBuffer room(int size) {
    if (out.remaining() < size) {
      // Room for what follows too: mostly that is a few numbers after the bytes of one decree.
      int capacity = Math.max(out.position() + size + START, 2 * out.capacity());
      out = ByteBuffer.allocate(capacity).put(out.flip());
    }
    return out;
  }

  WireWriter octet(int value) {
    room(1).put((byte) value);
    return this;
  }

  /// Any 64 bits.
  WireWriter bits(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  /// A count, a slot, a round.
  WireWriter number(long value) {
    return bits(value);
  }

  WireWriter bytes(byte[] value) {
    room(Integer.BYTES + value.length).putInt(value.length).put(value);
    return this;
  }

  WireWriter text(String value) {
    return bytes(value.getBytes(UTF_8));
  }

  WireWriter replica(ReplicaId replica) {
    return text(replica.value());
  }

  WireWriter ballot(Ballot ballot) {
    return number(ballot.round()).replica(ballot.replica());
  }

  WireWriter decree(Decree decree) {
    return switch (decree) {
      case Decree.NoOp() -> octet(NO_OP);
      case Decree.Batch batch -> batch(BATCH, batch);
      case Decree.Change change -> batch(CHANGE, change.request());
    };
  }

  private WireWriter batch(byte kind, Decree.Batch batch) {
    return octet(kind).number(batch.stamp()).bytes(batch.encoded());
  }

  WireWriter accepted(AcceptedDecree vote) {
    return number(vote.slot()).ballot(vote.ballot()).decree(vote.decree());
  }

  <T> WireWriter list(List<T> items, BiConsumer<WireWriter, T> item) {
    room(Integer.BYTES).putInt(items.size());
    items.forEach(one -> item.accept(this, one));
    return this;
  }

  /// What was written, from position 0 to the limit; the array behind it may be longer.
  ByteBuffer written() {
    return out.flip();
  }
}
