package io.quorate.service.api;

import io.quorate.core.store.Comparison;
import io.quorate.core.store.Comparison.Field;
import io.quorate.core.store.Comparison.Relation;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads the conditions of a transaction out of JSON. What is wrong is noted with its path.
///
/// @param rule what a key may be
/// @param mistakes where it is noted
record ComparisonReader(KeyRule rule, Mistakes mistakes) {

  Optional<Comparison> read(JsonNode node, String path) {
    JsonFields fields = JsonFields.of(node, path, mistakes);
    Optional<String> key = fields.key("key", rule);
    if (!fields.has("key")) {
      fields.wrong("key", "is required");
    }
    Optional<Relation> relation = relation(fields);
    Optional<Comparison> comparison =
        of(fields, fields.requiredText("target"), key.orElse(""), relation.orElse(Relation.EQUAL));
    fields.end();
    return comparison;
  }

  private static Optional<Relation> relation(JsonFields fields) {
    String op = fields.requiredText("op");
    Optional<Relation> relation =
        switch (op) {
          case "==" -> Optional.of(Relation.EQUAL);
          case "!=" -> Optional.of(Relation.NOT_EQUAL);
          case "<" -> Optional.of(Relation.LESS);
          case ">" -> Optional.of(Relation.GREATER);
          default -> Optional.empty();
        };
    if (relation.isEmpty() && fields.has("op")) {
      fields.wrong("op", "must be ==, !=, < or >");
    }
    return relation;
  }

  private static Optional<Comparison> of(
      JsonFields fields, String target, String key, Relation relation) {
    return switch (target) {
      case "value" -> Optional.of(ofValue(fields, key, relation));
      case "version" -> Optional.of(ofNumber(fields, key, Field.VERSION, relation));
      case "createRevision" -> Optional.of(ofNumber(fields, key, Field.CREATE_REVISION, relation));
      case "modRevision" -> Optional.of(ofNumber(fields, key, Field.MOD_REVISION, relation));
      case "leaseId" -> Optional.of(ofNumber(fields, key, Field.LEASE_ID, relation));
      case "exists" -> Optional.of(ofExistence(fields, key, relation));
      default -> {
        // What the operand must be depends on it, so nothing is said of that.
        fields.node("operand");
        fields.node("operandBase64");
        if (fields.has("target")) {
          fields.wrong(
              "target", "must be value, version, createRevision, modRevision, leaseId or exists");
        }
        yield Optional.empty();
      }
    };
  }

  private static Comparison ofValue(JsonFields fields, String key, Relation relation) {
    if (!fields.has("operand") && !fields.has("operandBase64")) {
      fields.wrong("operand", "operand or operandBase64 is required");
    }
    byte[] operand = fields.bytes("operand").orElse(new byte[0]);
    return new Comparison.OfValue(key, relation, operand);
  }

  private static Comparison ofNumber(
      JsonFields fields, String key, Field field, Relation relation) {
    long operand = fields.requiredNumber("operand", 0, Numbers.MAX);
    return new Comparison.OfNumber(key, field, relation, operand);
  }

  private static Comparison ofExistence(JsonFields fields, String key, Relation relation) {
    if (!fields.has("operand")) {
      fields.wrong("operand", "is required");
    }
    boolean operand = fields.flag("operand");
    if (relation == Relation.LESS || relation == Relation.GREATER) {
      fields.wrong("op", "must be == or != where the target is exists");
    }
    return new Comparison.OfExistence(key, operand == (relation == Relation.EQUAL));
  }
}
