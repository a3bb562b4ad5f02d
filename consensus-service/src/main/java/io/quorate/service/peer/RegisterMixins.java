package io.quorate.service.peer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quorate.core.register.Content;
import io.quorate.core.register.Mark;
import io.quorate.core.register.RegisterMessage;
import io.quorate.core.register.Writer;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/// What Jackson has to know of messages about registers.
@SuppressWarnings("unused") // Jackson reads the members, nobody calls them
final class RegisterMixins {
  static final Map<Class<?>, Class<?>> ALL =
      Map.of(
          RegisterMessage.Request.class, RequestType.class,
          RegisterMessage.Read.class, Untyped.class,
          RegisterMessage.Write.class, Untyped.class,
          RegisterMessage.Reply.class, ReplyType.class,
          RegisterMessage.Sums.class, SumsHex.class,
          Content.class, ContentType.class,
          Mark.class, MarkHex.class,
          Writer.class, WriterText.class);

  private RegisterMixins() {}

  /// Of what is asked on a route that it shares with others.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = RegisterMessage.Compare.class, name = "compare"),
    @JsonSubTypes.Type(value = RegisterMessage.Enumerate.class, name = "enumerate"),
    @JsonSubTypes.Type(value = RegisterMessage.Confirm.class, name = "confirm"),
    @JsonSubTypes.Type(value = RegisterMessage.Raise.class, name = "raise"),
    @JsonSubTypes.Type(value = RegisterMessage.Forget.class, name = "forget")
  })
  private interface RequestType {}

  /// Of what has a route of its own.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
  private interface Untyped {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = RegisterMessage.Found.class, name = "found"),
    @JsonSubTypes.Type(value = RegisterMessage.Kept.class, name = "kept"),
    @JsonSubTypes.Type(value = RegisterMessage.Sums.class, name = "sums"),
    @JsonSubTypes.Type(value = RegisterMessage.Listed.class, name = "listed"),
    @JsonSubTypes.Type(value = RegisterMessage.Confirmed.class, name = "confirmed"),
    @JsonSubTypes.Type(value = RegisterMessage.Raised.class, name = "raised"),
    @JsonSubTypes.Type(value = RegisterMessage.Forgotten.class, name = "forgotten")
  })
  private interface ReplyType {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Content.Value.class, name = "value"),
    @JsonSubTypes.Type(value = Content.Tombstone.class, name = "tombstone")
  })
  private interface ContentType {}

  private abstract static class SumsHex {
    @JsonSerialize(contentConverter = Hex.Write.class)
    @JsonDeserialize(contentConverter = Hex.Read.class)
    List<Long> sums = List.of();
  }

  private abstract static class MarkHex {
    @JsonSerialize(converter = Hex.Write.class)
    @JsonDeserialize(converter = Hex.Read.class)
    long request;
  }

  private abstract static class WriterText {
    @JsonCreator
    static Writer parse(String text) {
      return Writer.parse(text);
    }

    @Override
    @JsonValue
    public abstract String toString();
  }
}
