package io.quorate.service.api;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.keyspace.Range;
import io.quorate.core.keyspace.Snapshot.Direction;
import io.quorate.core.store.Comparison;
import io.quorate.core.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads a transaction out of JSON. All that is wrong is noted, each with its path; a transaction
/// that comes out then means nothing.
final class TxnReader {
  private static final String OPS = "must have exactly one of put, delete, get and txn";

  private final KeyRule rule;
  private final int valueLimit;
  private final Mistakes mistakes;
  private final ComparisonReader comparisons;

  TxnReader(KeyRule rule, int valueLimit, Mistakes mistakes) {
    this.rule = rule;
    this.valueLimit = valueLimit;
    this.mistakes = mistakes;
    this.comparisons = new ComparisonReader(rule, mistakes);
  }

  @FunctionalInterface
  private interface Part<T> {
    Optional<T> read(JsonNode node, String path);
  }

  /// @param path where it is in the body; empty for the body itself
  Transaction read(JsonNode node, String path) {
    JsonFields fields = JsonFields.of(node, path, mistakes);
    List<Comparison> conditions = each(fields, "if", comparisons::read);
    List<Transaction.Step> then = each(fields, "then", this::step);
    List<Transaction.Step> otherwise = each(fields, "else", this::step);
    fields.end();
    return new Transaction(conditions, then, otherwise);
  }

  private static <T> List<T> each(JsonFields fields, String name, Part<T> reader) {
    List<T> parts = new ArrayList<>();
    int at = 0;
    for (JsonNode node : fields.list(name)) {
      reader.read(node, fields.pathOf(name) + "[" + at + "]").ifPresent(parts::add);
      at++;
    }
    return parts;
  }

  private Optional<Transaction.Step> step(JsonNode node, String path) {
    if (!node.isObject() || node.size() != 1) {
      mistakes.add(path, OPS);
      return Optional.empty();
    }
    String kind = node.propertyNames().iterator().next();
    String inside = path + "." + kind;
    JsonNode content = node.path(kind);
    return switch (kind) {
      case "put" -> Optional.of(put(JsonFields.of(content, inside, mistakes)));
      case "delete" -> Optional.of(delete(JsonFields.of(content, inside, mistakes)));
      case "get" -> Optional.of(get(JsonFields.of(content, inside, mistakes)));
      case "txn" -> Optional.of(new Transaction.Nested(read(content, inside)));
      default -> {
        mistakes.add(inside, "unknown operation; an operation " + OPS);
        yield Optional.empty();
      }
    };
  }

  private Transaction.Step put(JsonFields fields) {
    String key = requiredKey(fields);
    Optional<byte[]> value = fields.bytes("value");
    if (!fields.has("value") && !fields.has("valueBase64")) {
      fields.wrong("value", "value or valueBase64 is required");
    }
    if (value.filter(bytes -> bytes.length > valueLimit).isPresent()) {
      mistakes.addTooLarge(Problems.tooLarge("value", valueLimit));
    }
    long leaseId = fields.number("leaseId", 1, Numbers.MAX).orElse(Entry.NO_LEASE);
    boolean wantsPrevious = fields.flag("previous");
    fields.end();
    return new Transaction.Put(key, value.orElse(new byte[0]), leaseId, wantsPrevious);
  }

  private String requiredKey(JsonFields fields) {
    if (!fields.has("key")) {
      fields.wrong("key", "is required");
    }
    return fields.key("key", rule).orElse("");
  }

  private Transaction.Step delete(JsonFields fields) {
    Optional<String> key = fields.key("key", rule);
    Bounds bounds = bounds(fields);
    boolean all = fields.flag("all");
    fields.end();
    if (key.isEmpty() && bounds.areGiven() && bounds.areOfAll() && !all) {
      fields.wrong("all", "must be true to delete every key");
    }
    return new Transaction.Delete(key.map(Range::one).orElseGet(bounds::range));
  }

  private Transaction.Step get(JsonFields fields) {
    Optional<String> key = fields.key("key", rule);
    Bounds bounds = bounds(fields);
    int limit =
        (int) fields.number("limit", 1, PageQuery.MAX_LIMIT).orElse(PageQuery.DEFAULT_LIMIT);
    Direction direction = direction(fields);
    boolean keysOnly = fields.flag("keysOnly");
    boolean countOnly = fields.flag("countOnly");
    fields.end();
    if (key.isEmpty()) {
      int most = countOnly ? 0 : limit;
      return new Transaction.GetRange(bounds.range(), direction, most, keysOnly);
    }
    for (String name : List.of("limit", "order", "keysOnly", "countOnly")) {
      if (fields.has(name)) {
        fields.wrong(name, "is for a range, not for one key");
      }
    }
    return new Transaction.Get(key.get());
  }

  private Bounds bounds(JsonFields fields) {
    Bounds bounds =
        new Bounds(
            fields.bound("prefix", rule), fields.bound("start", rule), fields.bound("end", rule));
    boolean range = fields.has("prefix") || fields.has("start") || fields.has("end");
    if (fields.has("key") == range) {
      fields.wrong("key", "either key, or prefix, or start and end are required");
    }
    if (bounds.contradictEachOther()) {
      fields.wrong("prefix", "does not go together with start and end");
    }
    return bounds;
  }

  private static Direction direction(JsonFields fields) {
    return switch (fields.text("order").orElse("asc")) {
      case "asc" -> Direction.ASCENDING;
      case "desc" -> Direction.DESCENDING;
      default -> {
        fields.wrong("order", "must be asc or desc");
        yield Direction.ASCENDING;
      }
    };
  }
}
