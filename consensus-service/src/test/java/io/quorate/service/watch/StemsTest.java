package io.quorate.service.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.keyspace.Range;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Which filters a key is in.
class StemsTest {
  private static final List<String> LETTERS = List.of("a", "b", "\uE000", "\uD83D\uDE00");

  private final Random random = new Random(7);

  private String text(int most) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(most + 1);
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.get(random.nextInt(LETTERS.size())));
    }
    return text.toString();
  }

  private Filter filter() {
    return new Filter(
        Set.of(text(3) + "a"),
        Set.of(text(3)),
        Set.of(Range.of(text(3), text(4)), new Range(text(3), java.util.Optional.empty())),
        false);
  }

  @Test
  void findsExactlyTheFiltersThatMatch() {
    Stems<Filter> stems = new Stems<>();
    List<Filter> present = new ArrayList<>();
    for (int round = 0; round < 2_000; round++) {
      if (present.size() > 20) {
        Filter gone = present.remove(random.nextInt(present.size()));
        stems.remove(gone, gone);
      }
      Filter added = filter();
      if (!present.contains(added)) {
        present.add(added);
        stems.add(added, added);
      }
      String key = text(4) + "a";
      Set<Filter> found = new HashSet<>();
      stems.find(key, found::add);
      assertThat(found)
          .containsExactlyInAnyOrderElementsOf(
              present.stream().filter(one -> one.matches(key)).toList());
    }
    present.forEach(one -> stems.remove(one, one));
    assertThat(stems.isEmpty()).isTrue();
  }

  @Test
  void theRangesOfASnapshotAreInOrderAndDoNotMeet() {
    for (int round = 0; round < 2_000; round++) {
      Filter filter = filter();
      List<Range> disjoint = filter.disjoint();
      String key = text(4) + "a";
      assertThat(disjoint.stream().filter(range -> range.contains(key)).count())
          .isEqualTo(filter.matches(key) ? 1 : 0);
    }
  }
}
