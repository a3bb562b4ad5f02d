package io.quorate.service.peer;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Input;
import io.quorate.core.paxos.Message;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.RegisterMessage;
import io.quorate.core.store.RequestCodec;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads what peers send, in either form, and lets in what may be taken.
final class Inbox {
  private final JsonForm json;
  private final Admission admission;
  private final int maxBytes;

  /// @param maxBytes the largest body that is read
  Inbox(JsonForm json, Admission admission, int maxBytes) {
    this.json = json;
    this.admission = admission;
    this.maxBytes = maxBytes;
  }

  /// A request of this type.
  Envelope<? extends Message.Request> request(
      HttpServletRequest http, Class<? extends Message.Request> type) throws IOException {
    Envelope<? extends Message.Request> envelope =
        isBinary(http)
            ? MessageCodec.decode(body(http), MessageCodec.REQUEST)
            : json.read(body(http), type);
    if (!type.isInstance(envelope.message())) {
      throw new InvalidMessageException("message", "must be a " + type.getSimpleName());
    }
    admission.admitRequest(envelope);
    if (envelope.message() instanceof Message.Accept accept) {
      accept.decrees().forEach(Inbox::mustBeDecree);
    }
    return envelope;
  }

  /// A question about registers.
  <T extends RegisterMessage.Request> Envelope<? extends RegisterMessage.Request> registers(
      HttpServletRequest http, Class<T> type) throws IOException {
    Envelope<? extends RegisterMessage.Request> envelope =
        isBinary(http)
            ? MessageCodec.decode(body(http), MessageCodec.REGISTER_REQUEST)
            : json.read(body(http), type);
    if (!type.isInstance(envelope.message())) {
      throw new InvalidMessageException("message", "must be a " + type.getSimpleName());
    }
    admission.admit(envelope);
    return envelope;
  }

  /// Commands that are passed on.
  Envelope<Commands> commands(HttpServletRequest http) throws IOException {
    Envelope<Commands> envelope =
        isBinary(http)
            ? MessageCodec.decode(body(http), MessageCodec.COMMANDS)
            : json.read(body(http), Commands.class);
    admission.admit(envelope);
    envelope.message().commands().forEach(command -> mustBeRequest("message.commands", command));
    return envelope;
  }

  /// Who reads, where the query says so. Replicas do; a person with curl need not.
  ///
  /// @throws InvalidMessageException when it says only a part
  Optional<Input.Sender> reader(HttpServletRequest http) {
    if (Letterhead.FIELDS.stream().allMatch(field -> http.getParameter(field) == null)) {
      return Optional.empty();
    }
    Envelope<String> envelope =
        new Envelope<>(
            field(http, "cluster", UUID::fromString),
            field(http, "sender", ReplicaId::new),
            field(http, "incarnation", Hex::parse),
            field(http, "configuration", Long::parseLong),
            "");
    admission.admit(envelope);
    return Optional.of(envelope.from());
  }

  private static <T> T field(HttpServletRequest http, String name, Function<String, T> reader) {
    @Nullable String text = http.getParameter(name);
    if (text == null) {
      throw new InvalidMessageException(name, "is missing beside " + Letterhead.FIELDS);
    }
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException broken) {
      throw new InvalidMessageException(name, String.valueOf(broken.getMessage()));
    }
  }

  private static void mustBeDecree(Decree decree) {
    switch (decree) {
      case Decree.NoOp() -> {}
      case Decree.Change change -> mustBeDecree(change.request());
      case Decree.Batch batch -> {
        try {
          batch.commands().forEach(command -> mustBeRequest("message.decrees", command));
        } catch (IllegalArgumentException broken) {
          throw new InvalidMessageException("message.decrees", String.valueOf(broken.getMessage()));
        }
      }
    }
  }

  /// Once in the log, what is no request would stop every replica that applies it, at every start.
  private static void mustBeRequest(String field, Command command) {
    try {
      RequestCodec.decode(command.body());
    } catch (IllegalArgumentException none) {
      throw new InvalidMessageException(
          field, command.id() + " is not understood here: " + none.getMessage());
    }
  }

  private static boolean isBinary(HttpServletRequest http) {
    String type = http.getContentType();
    if (type != null && type.startsWith(MessageCodec.MEDIA_TYPE)) {
      return true;
    }
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith(JsonForm.MEDIA_TYPE)) {
      return false;
    }
    // Strict, so that no web page can make a browser post here without being asked first.
    throw Problem.of(
            415,
            "unsupported-media-type",
            "The content type is not known",
            "send " + JsonForm.MEDIA_TYPE + " or " + MessageCodec.MEDIA_TYPE + ", not " + type)
        .found();
  }

  private byte[] body(HttpServletRequest http) throws IOException {
    if (http.getContentLengthLong() > maxBytes) {
      throw tooLarge();
    }
    InputStream in = http.getInputStream();
    int length = http.getContentLength();
    byte[] body = in.readNBytes(length >= 0 ? length : maxBytes + 1);
    if (body.length > maxBytes) {
      throw tooLarge();
    }
    return body;
  }

  private Problem.Found tooLarge() {
    return new Problem(
            413,
            "too-large",
            "The message is too large",
            "a message has at most " + maxBytes + " bytes",
            Map.of("limit", maxBytes))
        .found();
  }

  /// A number in the query.
  ///
  /// @param otherwise what it is when it is not given
  static long number(HttpServletRequest http, String name, long otherwise, long least, long most) {
    @Nullable String text = http.getParameter(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException none) {
      // Said below.
    }
    throw new InvalidMessageException(name, "must be a number from " + least + " to " + most);
  }
}
