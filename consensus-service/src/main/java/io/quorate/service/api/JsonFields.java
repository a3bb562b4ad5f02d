package io.quorate.service.api;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The fields of one JSON object, taken one after the other. What is wrong with one is noted under
/// its path, and reading goes on; what is read then means nothing.
final class JsonFields {
  private final JsonNode object;
  private final String path;
  private final Mistakes mistakes;
  private final Set<String> taken = new HashSet<>();

  private JsonFields(JsonNode object, String path, Mistakes mistakes) {
    this.object = object;
    this.path = path;
    this.mistakes = mistakes;
  }

  /// @param path where it is in the body; empty for the body itself
  static JsonFields of(JsonNode node, String path, Mistakes mistakes) {
    if (!node.isObject()) {
      mistakes.add(path, "must be a JSON object");
    }
    return new JsonFields(node, path, mistakes);
  }

  /// Where a field is in the body.
  String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  void wrong(String name, String message) {
    mistakes.add(pathOf(name), message);
  }

  boolean has(String name) {
    return object.has(name);
  }

  Optional<JsonNode> node(String name) {
    taken.add(name);
    @Nullable JsonNode node = object.get(name);
    return Optional.ofNullable(node);
  }

  /// A field of one form; empty when it is missing, or of another.
  private <T> Optional<T> take(String name, Function<JsonNode, Optional<T>> form, String message) {
    Optional<JsonNode> node = node(name);
    Optional<T> value = node.flatMap(form);
    if (node.isPresent() && value.isEmpty()) {
      wrong(name, message);
    }
    return value;
  }

  Optional<String> text(String name) {
    return take(
        name,
        node -> node.isString() ? Optional.of(node.stringValue()) : Optional.empty(),
        "must be a string");
  }

  boolean flag(String name) {
    return take(
            name,
            node -> node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty(),
            "must be true or false")
        .orElse(false);
  }

  OptionalLong number(String name, long min, long max) {
    return take(name, node -> wholeNumber(node, min, max), Numbers.bounds(min, max))
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  private static Optional<Long> wholeNumber(JsonNode node, long min, long max) {
    return Optional.of(node)
        .filter(one -> one.isIntegralNumber() && one.canConvertToLong())
        .map(JsonNode::longValue)
        .filter(number -> number >= min && number <= max);
  }

  long requiredNumber(String name, long min, long max) {
    require(name);
    return number(name, min, max).orElse(min);
  }

  String requiredText(String name) {
    require(name);
    return text(name).orElse("");
  }

  private void require(String name) {
    if (!has(name)) {
      wrong(name, "is required");
    }
  }

  /// The elements of a list; none when it is missing.
  List<JsonNode> list(String name) {
    return take(
            name,
            node -> node.isArray() ? Optional.of(List.copyOf(node.values())) : Optional.empty(),
            "must be a list")
        .orElseGet(List::of);
  }

  /// A key.
  Optional<String> key(String name, KeyRule rule) {
    Optional<String> key = bound(name, rule);
    if (key.filter(String::isEmpty).isPresent()) {
      wrong(name, "is empty");
    }
    return key;
  }

  /// A bound of a range: what a key may be, or nothing.
  Optional<String> bound(String name, KeyRule rule) {
    Optional<String> text = text(name);
    text.flatMap(KeyRule::mistake).ifPresent(what -> wrong(name, what));
    if (text.filter(rule::isTooLong).isPresent()) {
      mistakes.addTooLarge(rule.tooLong());
    }
    return text;
  }

  /// Bytes: as text in a field, or in Base64 in the field of the same name with `Base64` after it.
  Optional<byte[]> bytes(String name) {
    String inBase64 = name + "Base64";
    if (has(name) && node(inBase64).isPresent()) {
      wrong(inBase64, "there is %s already; give one of the two".formatted(name));
    }
    Optional<byte[]> text = take(name, node -> form(node, Values::utf8), "must be a string");
    return text.or(
        () -> take(inBase64, node -> form(node, Values::base64), "must be a string in Base64"));
  }

  private static Optional<byte[]> form(JsonNode node, Function<String, Optional<byte[]>> form) {
    return node.isString() ? form.apply(node.stringValue()) : Optional.empty();
  }

  /// Whatever was not taken is unknown.
  void end() {
    for (String name : object.propertyNames()) {
      if (!taken.contains(name)) {
        wrong(name, "unknown field");
      }
    }
  }
}
