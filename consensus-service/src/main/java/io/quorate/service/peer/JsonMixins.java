package io.quorate.service.peer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Message;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.store.Fence;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Request;
import io.quorate.service.engine.Forwarding;
import io.quorate.service.engine.Vote;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/// What Jackson has to know of types that know nothing of Jackson.
@SuppressWarnings("unused") // Jackson reads the members, nobody calls them
final class JsonMixins {

  static final Map<Class<?>, Class<?>> ALL =
      Map.ofEntries(
          Map.entry(ReplicaId.class, ReplicaIdText.class),
          Map.entry(Message.Reply.class, ReplyType.class),
          Map.entry(Message.Stranger.class, StrangerHex.class),
          Map.entry(Vote.class, VoteHex.class),
          Map.entry(Forwarding.class, ForwardingType.class),
          Map.entry(Forwarding.Stranger.class, StrangerHex.class),
          Map.entry(Operation.class, OperationForm.class),
          Map.entry(Request.class, RequestForm.class),
          Map.entry(Command.class, CommandForm.class),
          Map.entry(Decree.class, DecreeForm.class),
          Map.entry(QuorumSystem.class, QuorumsForm.class));

  private JsonMixins() {}

  private abstract static class ReplicaIdText {
    @JsonCreator
    ReplicaIdText(String value) {}

    @JsonValue
    abstract String value();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Message.Welcome.class, name = "welcome"),
    @JsonSubTypes.Type(value = Message.Stranger.class, name = "stranger"),
    @JsonSubTypes.Type(value = Message.PreVoted.class, name = "pre-voted"),
    @JsonSubTypes.Type(value = Message.Promise.class, name = "promise"),
    @JsonSubTypes.Type(value = Message.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = Message.Learned.class, name = "learned"),
    @JsonSubTypes.Type(value = Message.ReadFrom.class, name = "read-from"),
    @JsonSubTypes.Type(value = Message.Taking.class, name = "taking"),
    @JsonSubTypes.Type(value = Message.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = Message.NotNow.class, name = "not-now")
  })
  private interface ReplyType {}

  private abstract static class StrangerHex {
    @JsonSerialize(converter = Hex.Write.class)
    @JsonDeserialize(converter = Hex.Read.class)
    long incarnation;
  }

  private abstract static class VoteHex {
    @JsonSerialize(converter = Hex.Write.class)
    @JsonDeserialize(converter = Hex.Read.class)
    long digest;
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Forwarding.Chosen.class, name = "chosen"),
    @JsonSubTypes.Type(value = Forwarding.NotLeading.class, name = "not-leading"),
    @JsonSubTypes.Type(value = Forwarding.Stranger.class, name = "stranger"),
    @JsonSubTypes.Type(value = Forwarding.Overloaded.class, name = "overloaded"),
    @JsonSubTypes.Type(value = Forwarding.Unreached.class, name = "unreached")
  })
  private interface ForwardingType {}

  @JsonSerialize(converter = OperationJson.Write.class)
  @JsonDeserialize(converter = OperationJson.Read.class)
  private interface OperationForm {}

  private abstract static class RequestForm {
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    List<Fence> fences = List.of();
  }

  @JsonSerialize(converter = CommandJson.Write.class)
  @JsonDeserialize(converter = CommandJson.Read.class)
  private interface CommandForm {}

  @JsonSerialize(converter = DecreeJson.Write.class)
  @JsonDeserialize(converter = DecreeJson.Read.class)
  private interface DecreeForm {}

  @JsonSerialize(converter = QuorumsJson.Write.class)
  @JsonDeserialize(converter = QuorumsJson.Read.class)
  private interface QuorumsForm {}
}
