package io.quorate.service.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.quorate.service.engine.Consistency;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The parameters in a query string. [Gate] has refused those that the route does not declare.
final class Query {
  private static final Query NONE = new Query(Map.of());

  private final Map<String, String> parameters;

  private Query(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /// @throws ProblemException when the query is malformed or names something twice
  static Query of(HttpServletRequest request) {
    return parse(request.getQueryString(), Set.of());
  }

  /// The same, but for what may be there more than once: only [#all] has those.
  static Query of(HttpServletRequest request, Set<String> repeatable) {
    return parse(request.getQueryString(), repeatable);
  }

  private static Query parse(@Nullable String query, Set<String> repeatable) {
    Map<String, String> parameters = new TreeMap<>();
    for (Map.Entry<String, String> pair : pairs(query)) {
      String name = pair.getKey();
      if (!repeatable.contains(name) && parameters.put(name, pair.getValue()) != null) {
        throw ProblemException.invalid(name, "is there more than once");
      }
    }
    return parameters.isEmpty() ? NONE : new Query(parameters);
  }

  /// What a parameter says that may be there more than once.
  static List<String> all(HttpServletRequest request, String name) {
    return pairs(request.getQueryString()).stream()
        .filter(pair -> pair.getKey().equals(name))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static List<Map.Entry<String, String>> pairs(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return List.of();
    }
    List<Map.Entry<String, String>> pairs = new ArrayList<>();
    for (String pair : query.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      pairs.add(Map.entry(name, value));
    }
    return pairs;
  }

  /// The names in a query, each once.
  ///
  /// @throws ProblemException when it is malformed
  static Set<String> names(@Nullable String query) {
    if (query == null) {
      return Set.of();
    }
    Set<String> names = new TreeSet<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        names.add(decode(pair.split("=", 2)[0]));
      }
    }
    return names;
  }

  /// The container hands the request line on as Latin-1, so that each char is a byte of it.
  private static String decode(String text) {
    try {
      byte[] bytes = URLDecoder.decode(text, ISO_8859_1).getBytes(ISO_8859_1);
      return Values.text(bytes)
          .orElseThrow(() -> ProblemException.invalid("query", "is not valid UTF-8"));
    } catch (IllegalArgumentException malformed) {
      throw ProblemException.invalid("query", "has a '%' without two hex digits");
    }
  }

  /// A switch: on when it is `true` or just there.
  boolean isSet(String name) {
    String value = parameters.get(name);
    if (value == null || value.equals("false")) {
      return false;
    }
    if (value.isEmpty() || value.equals("true")) {
      return true;
    }
    throw ProblemException.invalid(name, "must be true or false");
  }

  /// Whether a parameter is there.
  boolean has(String name) {
    return parameters.containsKey(name);
  }

  /// A parameter as it is, if it is there.
  Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /// A whole number within bounds, if it is there.
  OptionalLong number(String name, long min, long max) {
    String value = parameters.get(name);
    return value == null
        ? OptionalLong.empty()
        : OptionalLong.of(Numbers.wholeNumber(name, value, min, max));
  }

  /// What a read may see, `consistency` and `minRevision` taken together.
  Consistency consistency() {
    OptionalLong minRevision = number("minRevision", 0, Numbers.MAX);
    Optional<String> named = Optional.ofNullable(parameters.get("consistency"));
    if (minRevision.isPresent() && named.filter("linearizable"::equals).isPresent()) {
      throw ProblemException.invalid("minRevision", "is for reads that are not linearizable");
    }
    Consistency consistency =
        switch (named.orElse("linearizable")) {
          case "linearizable" -> new Consistency.Linearizable();
          case "stale" -> new Consistency.Stale();
          default -> throw ProblemException.invalid("consistency", "must be linearizable or stale");
        };
    return minRevision.isPresent() ? new Consistency.AtLeast(minRevision.getAsLong()) : consistency;
  }
}
