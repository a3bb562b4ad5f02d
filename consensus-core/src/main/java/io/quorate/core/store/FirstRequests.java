package io.quorate.core.store;

import io.quorate.core.quorum.QuorumText;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// Reads requests of version 1, which stand at the beginning of older logs: the idempotency key,
/// the kind, the key, the condition, then what a put has beyond. Nothing writes them any more.
final class FirstRequests {
  static final byte VERSION = 1;
  private static final byte PUT = 1;
  private static final byte DELETE = 2;
  private static final byte CHANGE_QUORUMS = 3;

  private FirstRequests() {}

  /// Reads what follows the version.
  static Request read(ByteReader in) {
    Optional<String> name = Optional.of(in.text()).filter(given -> !given.isEmpty());
    byte kind = in.one();
    String key = in.text();
    Condition condition = condition(in.one(), in.number());
    Operation operation =
        switch (kind) {
          case PUT -> {
            boolean wantsPrevious = in.flag();
            yield new Operation.Put(key, in.bytes(), condition, wantsPrevious);
          }
          case DELETE -> new Operation.Delete(key, condition);
          case CHANGE_QUORUMS -> new Operation.ChangeQuorums(QuorumText.parse(key));
          default -> throw new IllegalArgumentException("an operation of unknown kind " + kind);
        };
    return new Request(name, List.of(), operation);
  }

  /// Whether a request asks for another quorum system.
  static boolean asksForChange(byte[] bytes) {
    if (bytes.length <= 1 + Integer.BYTES) {
      return false;
    }
    long kind = 1L + Integer.BYTES + Math.max(0, ByteBuffer.wrap(bytes).getInt(1));
    return kind < bytes.length && bytes[(int) kind] == CHANGE_QUORUMS;
  }

  private static Condition condition(byte kind, long modRevision) {
    return switch (kind) {
      case 0 -> new Condition.None();
      case 1 -> new Condition.Absent();
      case 2 -> new Condition.Present();
      case 3 -> new Condition.Unmodified(modRevision);
      default -> throw new IllegalArgumentException("a condition of unknown kind " + kind);
    };
  }
}
