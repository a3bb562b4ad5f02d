package io.quorate.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.Decree;
import io.quorate.core.quorum.QuorumSystem;
import java.nio.BufferUnderflowException;
import java.util.List;
import java.util.Optional;

/// The bytes of a [Request], as they stand in the log for ever: a version, the kind of operation,
/// the idempotency key, the fences, the operation's fields.
public final class RequestCodec {
  private static final byte VERSION = 2;

  /// What a request takes beside its texts and values, mostly.
  private static final int AROUND = 64;

  private RequestCodec() {}

  /// Encodes a request.
  public static byte[] encode(Request request) {
    Operation operation = request.operation();
    ByteWriter out = new ByteWriter(expectedSize(request));
    out.one(VERSION).one(OperationCodec.kind(operation));
    out.text(request.idempotencyKey().orElse(""));
    out.list(request.fences(), fence -> out.text(fence.lock()).number(fence.token()));
    OperationCodec.write(out, operation);
    return out.toBytes();
  }

  /// Exact for what there is most of: a text takes up to three bytes a character.
  private static int expectedSize(Request request) {
    int name = request.idempotencyKey().map(String::length).orElse(0);
    return AROUND
        + name
        + (request.operation() instanceof Operation.Put put
            ? put.key().getBytes(UTF_8).length + put.value().length
            : 0);
  }

  /// Whether a request asks for another quorum system. Looks at no more than its kind.
  public static boolean asksForChange(byte[] bytes) {
    if (bytes.length < 2) {
      return false;
    }
    return bytes[0] == FirstRequests.VERSION
        ? FirstRequests.asksForChange(bytes)
        : bytes[1] == OperationCodec.CHANGE_QUORUMS;
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

  /// Decodes a request.
  ///
  /// @throws IllegalArgumentException when the bytes are no request, or one of a later version
  public static Request decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    try {
      byte version = in.one();
      if (version == FirstRequests.VERSION) {
        return FirstRequests.read(in);
      }
      if (version != VERSION) {
        throw new IllegalArgumentException("a request of unknown version " + version);
      }
      byte kind = in.one();
      String name = in.text();
      List<Fence> fences = in.list(() -> new Fence(in.text(), in.number()));
      Operation operation = OperationCodec.read(in, kind);
      in.requireEnd();
      return new Request(Optional.of(name).filter(given -> !given.isEmpty()), fences, operation);
    } catch (BufferUnderflowException broken) {
      throw new IllegalArgumentException("a request ends too early", broken);
    }
  }
}
