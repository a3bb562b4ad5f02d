package io.quorate.core.paxos;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/// A client's command as the replicas agree on it: Paxos does not look into the body, the state
/// machine does. Two commands are equal when their ids are.
///
/// @param id names it, so that choosing it twice applies it once
/// @param settledBelow the origin will never again send a sequence below this one, so that the
///   state machine may forget their outcomes
/// @param issuedAt when the origin took it, in milliseconds since 1970, by its clock or by the log,
///   whichever is later; only compared with the stamps in the log, never with a clock
/// @param body the encoded operation; must not be changed by anyone
@SuppressWarnings("ArrayRecordComponent") // compared by id below, and never copied
public record Command(CommandId id, long settledBelow, long issuedAt, byte[] body) {
  private static final int HEADER = 4 * Long.BYTES + Integer.BYTES;

  /// The size of this command inside a batch, in bytes.
  public int size() {
    return HEADER + body.length;
  }

  void writeTo(ByteBuffer buffer) {
    buffer.putLong(id.origin()).putLong(id.sequence()).putLong(settledBelow).putLong(issuedAt);
    buffer.putInt(body.length).put(body);
  }

  static Command readFrom(ByteBuffer buffer) {
    CommandId id = new CommandId(buffer.getLong(), buffer.getLong());
    long settledBelow = buffer.getLong();
    long issuedAt = buffer.getLong();
    int length = buffer.getInt();
    if (length > buffer.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] body = new byte[length];
    buffer.get(body);
    return new Command(id, settledBelow, issuedAt, body);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Command that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return id + "(" + body.length + " bytes)";
  }
}
