package io.quorate.core.keyspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The tree beside a plain sorted map, on random work; and the order of keys beside that of bytes.
class KeyTreeTest {
  private static final List<String> LETTERS =
      List.of("a", "b", "~", "ä", "\uD7FF", "\uE000", "\uFFFD", "\uD800\uDC00", "\uDBFF\uDFFF");

  private final TreeMap<String, Entry> model = new TreeMap<>(KeyTreeTest::bytewise);
  private KeyTree tree = KeyTree.empty();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void itIsTheSortedMapOfItsEntries(long seed) {
    Random random = new Random(seed);
    for (int step = 0; step < 3_000; step++) {
      // Now more is added, now more is taken away.
      boolean adds = random.nextInt(100) < (step / 500 % 2 == 0 ? 70 : 30);
      change(key(random), adds, step);
      assertThat(tree.size()).isEqualTo(model.size());
      if (step % 50 == 0) {
        assertThat(tree.isSound()).as("seed %d, step %d", seed, step).isTrue();
        compare(range(random), random.nextInt(20));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000, 100_000})
  void itStaysInBalanceWhenKeysComeInOrder(int keys) {
    for (int i = 0; i < keys; i++) {
      tree = tree.with(entry("%07d".formatted(i), i));
    }
    assertThat(tree.isSound()).isTrue();
    assertThat(tree.size()).isEqualTo(keys);
    for (int i = 0; i < keys; i += 2) {
      tree = tree.without("%07d".formatted(i));
    }
    assertThat(tree.isSound()).isTrue();
    assertThat(tree.size()).isEqualTo(keys / 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void anOldTreeIsNotChangedByNewerOnes(long seed) {
    Random random = new Random(seed);
    List<KeyTree> trees = new ArrayList<>();
    List<List<Entry>> contents = new ArrayList<>();
    for (int step = 0; step < 300; step++) {
      change(key(random), random.nextInt(3) > 0, step);
      trees.add(tree);
      contents.add(List.copyOf(model.values()));
    }
    for (int i = 0; i < trees.size(); i++) {
      assertThat(ascending(trees.get(i), Range.all(), 1_000)).isEqualTo(contents.get(i));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void keysAreInTheOrderOfTheirBytes(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String one = key(random);
      String other = key(random);
      assertThat(Integer.signum(KeyOrder.compare(one, other)))
          .as("%s and %s", one, other)
          .isEqualTo(Integer.signum(bytewise(one, other)));
      assertThat(Range.prefix(one).contains(other)).isEqualTo(other.startsWith(one));
      assertThat(Range.one(one).contains(other)).isEqualTo(other.equals(one));
    }
  }

  private void change(String key, boolean adds, int step) {
    if (adds) {
      Entry entry = entry(key, step);
      tree = tree.with(entry);
      model.put(key, entry);
    } else {
      tree = tree.without(key);
      model.remove(key);
    }
    assertThat(tree.get(key)).isEqualTo(java.util.Optional.ofNullable(model.get(key)));
  }

  private void compare(Range range, int limit) {
    List<Entry> expected =
        model.values().stream().filter(entry -> range.contains(entry.key())).toList();
    assertThat(tree.count(range)).as("%s", range).isEqualTo(expected.size());
    assertThat(ascending(tree, range, limit)).isEqualTo(expected.stream().limit(limit).toList());
    assertThat(descending(range, limit))
        .isEqualTo(expected.reversed().stream().limit(limit).toList());
  }

  private static List<Entry> ascending(KeyTree tree, Range range, int limit) {
    List<Entry> found = new ArrayList<>();
    tree.ascend(range, entry -> found.size() < limit && found.add(entry));
    return found;
  }

  private List<Entry> descending(Range range, int limit) {
    List<Entry> found = new ArrayList<>();
    tree.descend(range, entry -> found.size() < limit && found.add(entry));
    return found;
  }

  private static Range range(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Range.prefix(key(random));
      case 1 -> Range.of(key(random), key(random));
      case 2 -> Range.all().beyond(key(random));
      default -> Range.all().upTo(key(random));
    };
  }

  private static String key(Random random) {
    StringBuilder key = new StringBuilder();
    for (int length = random.nextInt(4); length >= 0; length--) {
      key.append(LETTERS.get(random.nextInt(LETTERS.size())));
    }
    return key.toString();
  }

  private static Entry entry(String key, long revision) {
    return new Entry(key, new byte[0], revision, revision, 1);
  }

  private static int bytewise(String one, String other) {
    return Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }
}
