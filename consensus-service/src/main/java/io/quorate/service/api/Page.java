package io.quorate.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A part of a list that is in order.
///
/// @param items some of what there is
/// @param cursor goes on after them, if there are more
record Page<T>(List<T> items, Optional<String> cursor) {
  private static final int LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  /// @param found one more than the limit, if there are more
  /// @param place what a cursor keeps of an item
  static <T> Page<T> of(List<T> found, int limit, Function<T, String> place) {
    List<T> items = found.subList(0, Math.min(limit, found.size()));
    return new Page<>(
        items,
        found.size() > limit
            ? Optional.of(cursor(place.apply(items.getLast())))
            : Optional.empty());
  }

  private static String cursor(String place) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(UTF_8));
  }

  /// How many a query wants at most.
  static int limit(Query query) {
    return (int) query.number("limit", 1, MAX_LIMIT).orElse(LIMIT);
  }

  /// The place that a query's cursor goes on after, if it has one.
  ///
  /// @throws ProblemException when it is no cursor
  static Optional<String> after(Query query) {
    return query.text("cursor").map(Page::place);
  }

  private static String place(String cursor) {
    try {
      return Values.text(Base64.getUrlDecoder().decode(cursor)).orElseThrow(Page::foreign);
    } catch (IllegalArgumentException malformed) {
      throw foreign();
    }
  }

  /// What is said of a cursor that was never given out.
  static ProblemException foreign() {
    return ProblemException.invalid("cursor", "is none that was given out");
  }
}
