package io.quorate.core.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.keyspace.Snapshot.Direction;
import io.quorate.core.keyspace.Snapshot.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Pages of a million keys, at one revision while others are made.
class PagingTest {
  private static final int KEYS = 1_000_000;
  private static final int LIMIT = 1_000;
  private static final KeyTree MANY = many();

  private static KeyTree many() {
    KeyTree tree = KeyTree.empty();
    for (int i = 0; i < KEYS; i++) {
      // An order that is neither that of the keys nor against it.
      tree = tree.with(entry((int) (i * 7_919L % KEYS)));
    }
    return tree;
  }

  private static Entry entry(int number) {
    return new Entry(key(number), new byte[0], 1, 1, 1);
  }

  private static String key(int number) {
    return "k/%07d".formatted(number);
  }

  @ParameterizedTest
  @EnumSource
  void aMillionKeysAreSeenOnceEachWhileOthersComeAndGo(Direction direction) {
    Snapshot pinned = new Snapshot(1, MANY);
    KeyTree later = MANY;
    Range all = Range.prefix("k/");
    Optional<Range> rest = Optional.of(all);
    int seen = 0;
    for (int pages = 0; rest.isPresent(); pages++) {
      Page page = pinned.page(rest.get(), direction, LIMIT, Long.MAX_VALUE);
      assertThat(page.count()).isEqualTo(KEYS - seen);
      assertThat(page.items()).hasSize(LIMIT);
      for (Entry item : page.items()) {
        int expected = direction == Direction.ASCENDING ? seen : KEYS - 1 - seen;
        assertThat(item.key()).isEqualTo(key(expected));
        seen++;
      }
      rest = page.rest();
      later = later.without(key(seen % KEYS)).with(entry(KEYS + pages));
      assertThat(pinned.keys().count(all)).isEqualTo(KEYS);
    }
    assertThat(seen).isEqualTo(KEYS);
    assertThat(later.size()).isEqualTo(KEYS);
  }

  /// What it costs is what it shows: of a million keys, no more than one beyond the page is looked
  /// at, wherever the page begins.
  @ParameterizedTest
  @EnumSource
  void aPageLooksAtNoMoreThanItShows(Direction direction) {
    for (int start = 0; start < KEYS; start += 99_991) {
      Range range = Range.of(key(start), key(KEYS));
      List<Entry> shown = new ArrayList<>();
      KeyTree.Visitor visitor =
          entry -> {
            shown.add(entry);
            return shown.size() < LIMIT;
          };
      switch (direction) {
        case ASCENDING -> MANY.ascend(range, visitor);
        case DESCENDING -> MANY.descend(range, visitor);
      }
      assertThat(shown).hasSize(Math.min(LIMIT, KEYS - start));
    }
  }

  @Test
  void aPageEndsAtItsBytesButHasOneItemAtLeast() {
    KeyTree tree = KeyTree.empty();
    for (String key : List.of("a", "b", "c", "d")) {
      tree = tree.with(new Entry(key, new byte[key.equals("c") ? 100 : 10], 1, 1, 1));
    }
    Snapshot snapshot = new Snapshot(1, tree);
    assertThat(keys(snapshot, Range.all(), 20)).containsExactly("a", "b");
    assertThat(keys(snapshot, Range.all(), 19)).containsExactly("a");
    assertThat(keys(snapshot, Range.all().beyond("b"), 20)).containsExactly("c");
    assertThat(keys(snapshot, Range.all().beyond("c"), 20)).containsExactly("d");
  }

  private static List<String> keys(Snapshot snapshot, Range range, long maxBytes) {
    Page page = snapshot.page(range, Direction.ASCENDING, 10, maxBytes);
    return page.items().stream().map(Entry::key).toList();
  }
}
