package io.quorate.service.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.QuorumText;
import io.quorate.core.store.Condition;
import io.quorate.core.store.Operation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.util.StdConverter;

/// An operation as a person reads and writes it.
///
/// @param type `put`, `delete`, `change-quorums`, or `registers-moved`
/// @param key the key, or the quorum system in one line, or the slot of the change
/// @param value what to put, if it is UTF-8
/// @param valueBase64 what to put otherwise
/// @param wantsPrevious for `put`: whether the outcome shall hold the entry that was replaced
/// @param condition none if absent
record OperationJson(
    String type,
    String key,
    Optional<String> value,
    Optional<String> valueBase64,
    Optional<Boolean> wantsPrevious,
    Optional<Condition> condition) {

  /// To JSON.
  static final class Write extends StdConverter<Operation, OperationJson> {
    @Override
    public OperationJson convert(Operation operation) {
      return switch (operation) {
        case Operation.Put(
                String key,
                byte[] value,
                long _,
                Condition condition,
                boolean wantsPrevious) -> {
          Optional<String> text = text(value);
          yield new OperationJson(
              "put",
              key,
              text,
              text.isPresent()
                  ? Optional.empty()
                  : Optional.of(Base64.getEncoder().encodeToString(value)),
              Optional.of(wantsPrevious),
              Optional.of(condition));
        }
        case Operation.ChangeQuorums(QuorumSystem to) -> of("change-quorums", to.text());
        case Operation.RegistersMoved(long slot) -> of("registers-moved", Long.toString(slot));
        case Operation.Delete(String key, Condition condition) ->
            new OperationJson(
                "delete",
                key,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(condition));
        case Operation.OnKeys _, Operation.OnLeases _, Operation.OnLocks _ ->
            throw new IllegalArgumentException("no JSON form: " + operation);
      };
    }

    private static OperationJson of(String type, String key) {
      return new OperationJson(
          type, key, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Optional<String> text(byte[] value) {
      try {
        return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString());
      } catch (CharacterCodingException otherBytes) {
        return Optional.empty();
      }
    }
  }

  /// From JSON.
  static final class Read extends StdConverter<OperationJson, Operation> {
    @Override
    public Operation convert(OperationJson json) {
      Condition condition = json.condition().orElse(new Condition.None());
      return switch (json.type()) {
        case "put" ->
            new Operation.Put(
                json.key(), value(json), condition, json.wantsPrevious().orElse(false));
        case "delete" -> delete(json, condition);
        case "change-quorums" -> new Operation.ChangeQuorums(QuorumText.parse(json.key()));
        case "registers-moved" -> new Operation.RegistersMoved(Long.parseLong(json.key()));
        default ->
            throw new IllegalArgumentException(
                "type must be put, delete, change-quorums or registers-moved");
      };
    }

    private static byte[] value(OperationJson json) {
      if (json.value().isPresent() == json.valueBase64().isPresent()) {
        throw new IllegalArgumentException("put needs either value or valueBase64");
      }
      return json.value()
          .map(text -> text.getBytes(UTF_8))
          .orElseGet(() -> Base64.getDecoder().decode(json.valueBase64().orElseThrow()));
    }

    private static Operation delete(OperationJson json, Condition condition) {
      if (json.value().isPresent()
          || json.valueBase64().isPresent()
          || json.wantsPrevious().isPresent()) {
        throw new IllegalArgumentException("delete takes a key and a condition, nothing else");
      }
      return new Operation.Delete(json.key(), condition);
    }
  }
}
