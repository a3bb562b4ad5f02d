package io.quorate.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.Decree;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.QuorumText;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// The bytes of a [Request], as they stand in the log for ever: a version, the idempotency key, the
/// kind of operation, its fields.
public final class RequestCodec {
  private static final byte VERSION = 1;
  private static final byte PUT = 1;
  private static final byte DELETE = 2;
  private static final byte CHANGE_QUORUMS = 3;
  private static final byte REGISTERS_MOVED = 4;
  private static final byte NONE = 0;
  private static final byte ABSENT = 1;
  private static final byte PRESENT = 2;
  private static final byte UNMODIFIED = 3;

  private RequestCodec() {}

  /// Encodes a request.
  public static byte[] encode(Request request) {
    byte[] name = request.idempotencyKey().orElse("").getBytes(UTF_8);
    return switch (request.operation()) {
      case Operation.Put put -> {
        byte[] key = put.key().getBytes(UTF_8);
        byte[] bytes = new byte[size(name, key) + 1 + Integer.BYTES + put.value().length];
        ByteBuffer buffer = start(bytes, PUT, name, key, put.condition());
        buffer.put((byte) (put.wantsPrevious() ? 1 : 0));
        buffer.putInt(put.value().length).put(put.value());
        yield bytes;
      }
      case Operation.Delete delete -> {
        byte[] key = delete.key().getBytes(UTF_8);
        byte[] bytes = new byte[size(name, key)];
        start(bytes, DELETE, name, key, delete.condition());
        yield bytes;
      }
      case Operation.ChangeQuorums(QuorumSystem to) -> {
        byte[] text = QuorumText.encode(to);
        byte[] bytes = new byte[size(name, text)];
        start(bytes, CHANGE_QUORUMS, name, text, new Condition.None());
        yield bytes;
      }
      case Operation.RegistersMoved(long slot) -> {
        byte[] noKey = {};
        byte[] bytes = new byte[size(name, noKey) + Long.BYTES];
        start(bytes, REGISTERS_MOVED, name, noKey, new Condition.None()).putLong(slot);
        yield bytes;
      }
    };
  }

  /// Whether a request asks for another quorum system. Looks at no more than its kind.
  public static boolean asksForChange(byte[] bytes) {
    if (bytes.length < 1 + Integer.BYTES) {
      return false;
    }
    int kind = 1 + Integer.BYTES + Math.max(0, ByteBuffer.wrap(bytes).getInt(1));
    return kind > 0 && kind < bytes.length && bytes[kind] == CHANGE_QUORUMS;
  }

  /// The quorum system that a request asks for, if that is what it does.
  public static Optional<QuorumSystem> changeIn(byte[] bytes) {
    return asksForChange(bytes)
            && decode(bytes).operation() instanceof Operation.ChangeQuorums(QuorumSystem to)
        ? Optional.of(to)
        : Optional.empty();
  }

  /// The decree that a batch of one request for another quorum system makes.
  ///
  /// @throws IllegalArgumentException when it is no such batch
  public static Decree.Change change(Decree.Batch batch) {
    List<Command> commands = batch.commands();
    Optional<QuorumSystem> to =
        commands.size() == 1 ? changeIn(commands.getFirst().body()) : Optional.empty();
    return to.map(system -> new Decree.Change(batch, system))
        .orElseThrow(() ->
            new IllegalArgumentException("a change holds one request for another quorum system"));
  }

  private static int size(byte[] name, byte[] key) {
    return 1 + Integer.BYTES + name.length + 1 + Integer.BYTES + key.length + 1 + Long.BYTES;
  }

  private static ByteBuffer start(
      byte[] bytes, byte kind, byte[] name, byte[] key, Condition condition) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).put(VERSION);
    buffer.putInt(name.length).put(name).put(kind).putInt(key.length).put(key);
    return switch (condition) {
      case Condition.None() -> buffer.put(NONE).putLong(0);
      case Condition.Absent() -> buffer.put(ABSENT).putLong(0);
      case Condition.Present() -> buffer.put(PRESENT).putLong(0);
      case Condition.Unmodified(long modRevision) -> buffer.put(UNMODIFIED).putLong(modRevision);
    };
  }

  /// Decodes a request.
  ///
  /// @throws IllegalArgumentException when the bytes are no request, or one of a later version
  public static Request decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      byte version = buffer.get();
      if (version != VERSION) {
        throw new IllegalArgumentException("a request of unknown version " + version);
      }
      String name = text(buffer);
      return new Request(Optional.of(name).filter(given -> !given.isEmpty()), operation(buffer));
    } catch (BufferUnderflowException | NegativeArraySizeException broken) {
      throw new IllegalArgumentException("a request ends too early", broken);
    }
  }

  private static Operation operation(ByteBuffer buffer) {
    byte kind = buffer.get();
    String key = text(buffer);
    Condition condition = condition(buffer.get(), buffer.getLong());
    return switch (kind) {
      case PUT -> {
        boolean wantsPrevious = buffer.get() == 1;
        yield new Operation.Put(key, bytes(buffer), condition, wantsPrevious);
      }
      case DELETE -> new Operation.Delete(key, condition);
      case CHANGE_QUORUMS -> new Operation.ChangeQuorums(QuorumText.parse(key));
      case REGISTERS_MOVED -> new Operation.RegistersMoved(buffer.getLong());
      default -> throw new IllegalArgumentException("an operation of unknown kind " + kind);
    };
  }

  private static Condition condition(byte kind, long modRevision) {
    return switch (kind) {
      case NONE -> new Condition.None();
      case ABSENT -> new Condition.Absent();
      case PRESENT -> new Condition.Present();
      case UNMODIFIED -> new Condition.Unmodified(modRevision);
      default -> throw new IllegalArgumentException("a condition of unknown kind " + kind);
    };
  }

  private static String text(ByteBuffer buffer) {
    return new String(bytes(buffer), UTF_8);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    int length = buffer.getInt();
    if (length > buffer.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }
}
