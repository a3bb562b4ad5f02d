package io.quorate.core.register;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RegisterPageTest {
  private static Register register(String key) {
    return new Register(key, Three.copy(1, Three.A, "v"));
  }

  private static RegisterPage.Wanted wanted(String prefix, Optional<String> after, int limit) {
    return new RegisterPage.Wanted(prefix, after, limit);
  }

  private static List<String> keys(RegisterPage page) {
    return page.items().stream().map(Register::key).toList();
  }

  @Test
  void pagesGoThroughAllInOrderAndNoneTwice() {
    List<Register> all = new ArrayList<>();
    IntStream.range(0, 1_000).forEach(i -> all.add(register("p/%04d".formatted(i))));
    all.add(register("q"));
    Collections.shuffle(all, new Random(1));
    List<String> seen = new ArrayList<>();
    Optional<String> after = Optional.empty();
    RegisterPage page;
    do {
      page = RegisterPage.of(all.stream(), wanted("p/", after, 70));
      assertThat(page.count()).isEqualTo(1_000);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(70);
      seen.addAll(keys(page));
      after = Optional.of(seen.getLast());
    } while (page.hasMore());
    assertThat(seen).hasSize(1_000).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aPageThatHoldsAllHasNoMore() {
    RegisterPage page =
        RegisterPage.of(Stream.of(register("b"), register("a")), wanted("", Optional.empty(), 2));
    assertThat(keys(page)).containsExactly("a", "b");
    assertThat(page.hasMore()).isFalse();
  }

  @Test
  void whatWasDeletedIsNotThere() {
    Register gone =
        new Register(
            "b", new Copy(Three.tag(2, Three.A), new Content.Tombstone(), Optional.empty()));
    RegisterPage page =
        RegisterPage.of(Stream.of(gone, register("a")), wanted("", Optional.empty(), 1));
    assertThat(keys(page)).containsExactly("a");
    assertThat(page.count()).isEqualTo(1);
    assertThat(page.hasMore()).isFalse();
  }

  @Test
  void theOrderOfKeysIsThatOfTheirBytes() {
    Random random = new Random(2);
    int[] points = {'a', 'b', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfffd, 0x10000, 0x10ffff};
    List<String> keys = Stream.generate(() -> key(random, points)).limit(400).toList();
    for (String one : keys) {
      for (String other : keys) {
        int byBytes = Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
        assertThat(Integer.signum(Register.KEY_ORDER.compare(one, other)))
            .as("%s and %s", one, other)
            .isEqualTo(Integer.signum(byBytes));
      }
    }
  }

  private static String key(Random random, int[] points) {
    StringBuilder key = new StringBuilder();
    for (int length = random.nextInt(4); length > 0; length--) {
      key.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return key.toString();
  }

  /// 12 GiB of registers, each of them new when it is looked at: were more of them kept than the
  /// page holds, the heap of the tests could not hold their values.
  @Test
  void onlyOnePageIsEverInMemory() {
    Stream<Register> many =
        IntStream.range(0, 200_000)
            .mapToObj(i ->
                new Register(
                    "k" + (i * 7_919L % 200_000),
                    new Copy(
                        Three.tag(1, Three.A),
                        new Content.Value(new byte[64 << 10]),
                        Optional.empty())));
    RegisterPage page = RegisterPage.of(many, wanted("k", Optional.empty(), 10));
    assertThat(page.count()).isEqualTo(200_000);
    assertThat(page.items()).hasSize(10);
  }
}
