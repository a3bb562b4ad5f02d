package io.quorate.service.api;

import io.quorate.core.keyspace.Range;
import io.quorate.service.watch.Filter;
import io.quorate.service.watch.Form;
import io.quorate.service.watch.Start;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/// What someone wants to watch.
///
/// @param filter which keys
/// @param start from where on
/// @param form how it is written
record WatchRequest(Filter filter, Start start, Form form) {
  static final String LAST_EVENT_ID = "Last-Event-ID";
  private static final Set<String> REPEATABLE = Set.of("prefix", "key");

  /// @throws ProblemException when something in the request is wrong
  static WatchRequest of(HttpServletRequest request, KeyRule rule) {
    Query query = Query.of(request, REPEATABLE);
    Form form = formWantedBy(request);
    Start start = new Start(after(request, query), query.isSet("snapshot"));
    return new WatchRequest(filter(request, query, rule), start, form);
  }

  static String mediaType(Form form) {
    return switch (form) {
      case SSE -> "text/event-stream;charset=UTF-8";
      case NDJSON -> "application/x-ndjson";
    };
  }

  private static Filter filter(HttpServletRequest request, Query query, KeyRule rule) {
    Set<String> prefixes = named(request, rule, "prefix");
    Set<String> keys = named(request, rule, "key");
    if (keys.contains("")) {
      throw ProblemException.invalid("key", "is empty");
    }
    Optional<String> start = rule.bound(query, "start");
    Optional<String> end = rule.bound(query, "end");
    boolean ranged = start.isPresent() || end.isPresent();
    boolean all = !ranged && prefixes.isEmpty() && keys.isEmpty();
    return new Filter(
        keys,
        all ? Set.of("") : prefixes,
        ranged ? Set.of(new Range(start.orElse(""), end)) : Set.of(),
        query.isSet("previous"));
  }

  private static Set<String> named(HttpServletRequest request, KeyRule rule, String name) {
    Set<String> named = new HashSet<>();
    Query.all(request, name).forEach(text -> named.add(rule.bound(name, text)));
    return named;
  }

  /// The revision that the caller has seen.
  private static OptionalLong after(HttpServletRequest request, Query query) {
    OptionalLong from = query.number("from", 0, Numbers.MAX);
    Optional<String> seen = RequestHeaders.single(request, LAST_EVENT_ID);
    if (seen.isPresent() && !seen.get().isEmpty()) {
      return OptionalLong.of(Numbers.wholeNumber(LAST_EVENT_ID, seen.get(), 0, Numbers.MAX));
    }
    return from.isPresent() ? OptionalLong.of(from.getAsLong() - 1) : OptionalLong.empty();
  }

  /// The form that an `Accept` header likes best; server-sent events if it does not care.
  private static Form formWantedBy(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    if (accept == null) {
      return Form.SSE;
    }
    try {
      List<MediaType> accepted = MediaType.parseMediaTypes(accept);
      double sse = quality(accepted, MediaType.TEXT_EVENT_STREAM);
      double lines = quality(accepted, MediaType.APPLICATION_NDJSON);
      if (sse == 0 && lines == 0) {
        throw new ProblemException(
            Problems.ofStatus(
                406, "Accept", "A watch is text/event-stream or application/x-ndjson."));
      }
      return lines > sse ? Form.NDJSON : Form.SSE;
    } catch (InvalidMediaTypeException malformed) {
      throw ProblemException.invalid("Accept", "is malformed");
    }
  }

  private static double quality(List<MediaType> accepted, MediaType type) {
    return accepted.stream()
        .filter(range -> range.includes(type))
        .mapToDouble(MediaType::getQualityValue)
        .max()
        .orElse(0);
  }
}
