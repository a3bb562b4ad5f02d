package io.quorate.service.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.store.Operation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.StdConverter;

/// An operation as a person reads and writes it: as [StoreMixins] say, but bytes are text where
/// they are UTF-8, in `value`, and Base64 otherwise, in `valueBase64`.
final class OperationJson {
  private static final JsonMapper MAPPER = JsonForm.strict().addMixIns(StoreMixins.ALL).build();
  private static final String IN_BASE64 = "Base64";

  /// The fields that hold bytes; Jackson writes them in Base64.
  private static final List<String> BYTES = List.of("value", "operand");

  private OperationJson() {}

  /// To JSON.
  static final class Write extends StdConverter<Operation, JsonNode> {
    @Override
    public JsonNode convert(Operation operation) {
      return shown(MAPPER.readTree(MAPPER.writeValueAsBytes(operation)));
    }
  }

  private static JsonNode shown(JsonNode node) {
    return switch (node) {
      case ArrayNode list -> list(list, OperationJson::shown);
      case ObjectNode object -> {
        ObjectNode shown = MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          show(shown, field.getKey(), field.getValue());
        }
        yield shown;
      }
      default -> node;
    };
  }

  private static void show(ObjectNode shown, String name, JsonNode node) {
    if (!BYTES.contains(name) || !node.isString()) {
      shown.set(name, shown(node));
      return;
    }
    byte[] bytes = Base64.getDecoder().decode(node.stringValue());
    text(bytes)
        .ifPresentOrElse(
            text -> shown.put(name, text),
            () -> shown.put(name + IN_BASE64, Base64.getEncoder().encodeToString(bytes)));
  }

  private static Optional<String> text(byte[] value) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString());
    } catch (CharacterCodingException otherBytes) {
      return Optional.empty();
    }
  }

  private static ArrayNode list(ArrayNode list, UnaryOperator<JsonNode> element) {
    ArrayNode copy = MAPPER.createArrayNode();
    list.values().forEach(one -> copy.add(element.apply(one)));
    return copy;
  }

  /// From JSON.
  static final class Read extends StdConverter<JsonNode, Operation> {
    @Override
    public Operation convert(JsonNode json) {
      JsonNode meant = meant(json);
      if (meant instanceof ObjectNode operation && takesCondition(operation)) {
        operation.putIfAbsent("condition", MAPPER.createObjectNode().put("type", "none"));
      }
      return MAPPER.treeToValue(meant, Operation.class);
    }
  }

  private static boolean takesCondition(ObjectNode operation) {
    String type = operation.path("type").asString("");
    return type.equals("put") || type.equals("delete");
  }

  private static JsonNode meant(JsonNode node) {
    return switch (node) {
      case ArrayNode list -> list(list, OperationJson::meant);
      case ObjectNode object -> {
        ObjectNode meant = MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          mean(meant, field.getKey(), field.getValue());
        }
        if (meant.path("type").asString("").equals("put")) {
          meant.putIfAbsent("wantsPrevious", MAPPER.getNodeFactory().booleanNode(false));
          meant.putIfAbsent("leaseId", MAPPER.getNodeFactory().numberNode(0L));
        }
        yield meant;
      }
      default -> node;
    };
  }

  private static void mean(ObjectNode meant, String name, JsonNode node) {
    for (String bytes : BYTES) {
      boolean inBase64 = name.equals(bytes + IN_BASE64);
      if (!node.isString() || !(inBase64 || name.equals(bytes))) {
        continue;
      }
      if (meant.has(bytes)) {
        throw new IllegalArgumentException("needs either %s or %s".formatted(bytes, name));
      }
      String text = node.stringValue();
      meant.put(bytes, inBase64 ? Base64.getDecoder().decode(text) : text.getBytes(UTF_8));
      return;
    }
    meant.set(name, meant(node));
  }
}
