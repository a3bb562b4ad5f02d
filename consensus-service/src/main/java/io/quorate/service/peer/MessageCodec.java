package io.quorate.service.peer;

import io.quorate.core.paxos.Message;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.RegisterMessage;
import io.quorate.service.engine.Forwarding;
import java.nio.ByteBuffer;
import java.util.UUID;

/// The compact form of messages, for replicas: a version, who speaks, the message. The bytes of a
/// decree are copied as they are.
public final class MessageCodec {
  /// The content type that asks for this form.
  public static final String MEDIA_TYPE = "application/vnd.quorate.v1+octet-stream";

  static final Body<Message.Request> REQUEST = new RequestBody();
  static final Body<Message.Reply> REPLY = new ReplyBody();
  static final Body<Commands> COMMANDS = new Commands.Binary();
  static final Body<Forwarding> FORWARDING = new ForwardingBody();
  static final Body<Decrees> DECREES = new Decrees.Binary();
  static final Body<RegisterMessage.Request> REGISTER_REQUEST = new RegisterRequestBody();
  static final Body<RegisterMessage.Reply> REGISTER_REPLY = new RegisterReplyBody();
  private static final byte VERSION = 1;

  private MessageCodec() {}

  /// Encodes a message; the array behind the buffer begins with it and may be longer.
  static <T> ByteBuffer encode(Envelope<T> envelope, Body<? super T> body) {
    WireWriter out = new WireWriter().octet(VERSION);
    out.bits(envelope.cluster().getMostSignificantBits());
    out.bits(envelope.cluster().getLeastSignificantBits());
    out.replica(envelope.sender());
    out.bits(envelope.incarnation()).number(envelope.configuration());
    body.write(envelope.message(), out);
    return out.written();
  }

  /// Decodes a message.
  ///
  /// @throws InvalidMessageException when the bytes are no such message, whatever they are
  static <T> Envelope<T> decode(byte[] bytes, Body<T> body) {
    WireReader in = new WireReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw in.invalid("a message of unknown version " + version);
    }
    UUID cluster = new UUID(in.bits(), in.bits());
    ReplicaId sender = in.replica();
    long incarnation = in.bits();
    long configuration = in.number();
    Envelope<T> envelope =
        new Envelope<>(cluster, sender, incarnation, configuration, body.read(in));
    in.end();
    return envelope;
  }
}
