package io.quorate.service.api;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.keyspace.Range;
import io.quorate.core.keyspace.Snapshot;
import io.quorate.core.keyspace.Snapshot.Direction;
import io.quorate.core.keyspace.Snapshot.Page;
import io.quorate.service.engine.Consistency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;

/// Which page of which range someone asks for.
///
/// @param range the whole range
/// @param keysOnly whether values are left out
/// @param countOnly whether entries are
/// @param limit so many entries at most
/// @param revision the one to look at; absent for the latest
/// @param from where the page before it ended
record PageQuery(
    Range range,
    Direction direction,
    boolean keysOnly,
    boolean countOnly,
    int limit,
    OptionalLong revision,
    Optional<PageCursor> from) {
  static final int DEFAULT_LIMIT = 100;
  static final int MAX_LIMIT = 1_000;

  /// What the values of a page take together, or one value alone, whatever its size.
  private static final long MAX_BYTES = 4 << 20;

  /// @throws ProblemException when something in the query is wrong, or contradicts its cursor
  static PageQuery of(Query query, KeyRule rule, UUID cluster) {
    Bounds bounds = Bounds.of(query, rule);
    PageQuery first =
        new PageQuery(
            bounds.range(),
            direction(query),
            query.isSet("keysOnly"),
            query.isSet("countOnly"),
            (int) query.number("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT),
            query.number("revision", 0, Numbers.MAX),
            Optional.empty());
    return query
        .text("cursor")
        .map(text ->
            PageCursor.parse(text, cluster)
                .orElseThrow(() ->
                    ProblemException.invalid("cursor", "is none that this cluster has given out")))
        .map(cursor -> first.goingOn(query, bounds, cursor))
        .orElse(first);
  }

  private static Direction direction(Query query) {
    return switch (query.text("order").orElse("asc")) {
      case "asc" -> Direction.ASCENDING;
      case "desc" -> Direction.DESCENDING;
      default -> throw ProblemException.invalid("order", "must be asc or desc");
    };
  }

  /// What a cursor goes on with may be said again, but not otherwise.
  private PageQuery goingOn(Query query, Bounds bounds, PageCursor cursor) {
    boolean elsewhere = bounds.areGiven() && !range.equals(cursor.range());
    refuse("cursor", elsewhere, "goes on in another range than prefix, start and end name");
    String otherwise = "is not what the cursor goes on with";
    refuse("order", query.has("order") && direction != cursor.direction(), otherwise);
    refuse("keysOnly", query.has("keysOnly") && keysOnly != cursor.keysOnly(), otherwise);
    boolean then = revision.isPresent() && revision.getAsLong() != cursor.revision();
    refuse("revision", then, otherwise);
    refuse("countOnly", countOnly, otherwise);
    return new PageQuery(
        cursor.range(),
        cursor.direction(),
        cursor.keysOnly(),
        false,
        limit,
        OptionalLong.of(cursor.revision()),
        Optional.of(cursor));
  }

  private static void refuse(String name, boolean contradicts, String why) {
    if (contradicts) {
      throw ProblemException.invalid(name, why);
    }
  }

  /// A page that goes on waits until this replica has the revision; it was there when the page
  /// before it was read.
  Consistency consistency(Consistency asked) {
    if (from.isEmpty()) {
      return asked;
    }
    long seen = from.get().revision();
    return switch (asked) {
      case Consistency.Linearizable linearizable -> linearizable;
      case Consistency.Stale() -> new Consistency.AtLeast(seen);
      case Consistency.AtLeast(long least) -> new Consistency.AtLeast(Math.max(least, seen));
    };
  }

  /// The page, as it is in this snapshot.
  KeyPage in(Snapshot snapshot, UUID cluster) {
    long count = snapshot.keys().count(range);
    if (countOnly) {
      return new KeyPage(snapshot.revision(), count, List.of(), null);
    }
    Page page =
        snapshot.page(
            from.map(PageCursor::rest).orElse(range),
            direction,
            limit,
            keysOnly ? Long.MAX_VALUE : MAX_BYTES);
    Function<Entry, KeyValue> shown = keysOnly ? KeyValue::withoutValue : KeyValue::of;
    Optional<String> cursor =
        page.rest()
            .map(_ -> {
              String last = page.items().getLast().key();
              return new PageCursor(snapshot.revision(), range, direction, keysOnly, last)
                  .text(cluster);
            });
    return new KeyPage(
        snapshot.revision(), count, KeyValue.listOf(page.items(), shown), cursor.orElse(null));
  }
}
