package io.quorate.core.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quorate.core.quorum.RandomSystems.Drawn;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// I5: a system exists only when every phase-1 quorum meets every phase-2 quorum.
class IntersectionTest {
  private static final int DRAWS = 400;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aSystemIsRefusedExactlyWhenTwoOfItsQuorumsDoNotMeet(long seed) {
    RandomSystems systems = new RandomSystems(seed);
    int refused = 0;
    for (int i = 0; i < DRAWS; i++) {
      Drawn drawn = systems.next();
      String which = "seed " + seed + ": " + drawn.text();
      Throwable thrown = catchThrowable(() -> QuorumText.parse(drawn.text()));
      if (allMeet(drawn)) {
        assertThat(thrown).as(which).isNull();
      } else {
        refused++;
        assertThat(thrown)
            .as(which)
            .isInstanceOfSatisfying(DisjointQuorums.class, disjoint -> checkNamed(drawn, disjoint));
      }
    }
    assertThat(refused).as("seed %s", seed).isBetween(DRAWS / 10, DRAWS * 9 / 10);
  }

  private static boolean allMeet(Drawn drawn) {
    List<Set<ReplicaId>> writes =
        RandomSystems.subsetsOf(drawn.members()).filter(drawn.write()).toList();
    return RandomSystems.subsetsOf(drawn.members())
        .filter(drawn.read())
        .allMatch(read -> writes.stream().noneMatch(write -> Collections.disjoint(read, write)));
  }

  /// Both are quorums, they do not meet, nobody is in one for nothing, and the message has them.
  private static void checkNamed(Drawn drawn, DisjointQuorums disjoint) {
    assertThat(disjoint.phase1()).doesNotContainAnyElementsOf(disjoint.phase2());
    assertThat(drawn.read().test(disjoint.phase1())).isTrue();
    assertThat(drawn.write().test(disjoint.phase2())).isTrue();
    disjoint
        .phase1()
        .forEach(one -> assertThat(drawn.read().test(without(disjoint.phase1(), one))).isFalse());
    disjoint
        .phase2()
        .forEach(one -> assertThat(drawn.write().test(without(disjoint.phase2(), one))).isFalse());
    assertThat(disjoint)
        .hasMessageContaining("{" + Members.text(disjoint.phase1()) + "}")
        .hasMessageContaining("{" + Members.text(disjoint.phase2()) + "}")
        .hasMessageContaining("I5");
  }

  private static Set<ReplicaId> without(Set<ReplicaId> members, ReplicaId one) {
    Set<ReplicaId> others = new TreeSet<>(members);
    others.remove(one);
    return others;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          flexible(2, 2; a b c d)                                | a b | c d
          weighted(a=3, b=1, c=1; read=3, write=2)               | a   | b c
          groups(x: a b c; y: d; z: e; read=one, write=majority) | a b | d e
          groups(x: a; y: b; read=one, write=one)                | a   | b
          expression(read = a*b + c; write = a + b*c)            | c   | a
          expression(read = a*b + c*d; write = a*b + c*d)        | a b | c d
          """)
  void theTwoSetsAreNamed(String text, String phase1, String phase2) {
    assertThatThrownBy(() -> QuorumText.parse(text))
        .isInstanceOf(DisjointQuorums.class)
        .hasMessage(
            "%s is unsafe (I5): the read (phase-1) quorum {%s} and the write (phase-2) quorum {%s} have no member in common",
            text, phase1, phase2);
  }

  @Test
  void aReadOfOneGroupDoesNotPairWithAWriteOfTheMajorityOfThree() {
    String groups = "groups(x: a; y: b; z: c; read=%s, write=%s)";
    for (String pair : List.of("one all", "majority majority", "majority all", "all one")) {
      QuorumText.parse(groups.formatted((Object[]) pair.split(" ", 2)));
    }
    for (String pair : List.of("one majority", "one one", "majority one")) {
      assertThatThrownBy(() -> QuorumText.parse(groups.formatted((Object[]) pair.split(" ", 2))))
          .as(pair)
          .isInstanceOf(DisjointQuorums.class);
    }
  }

  @Test
  void majorityAndFlexibleAreProvenByArithmeticHoweverManyMembersThereAre() {
    List<ReplicaId> hundred = RandomSystems.members(100);
    assertThat(Resilience.of(Majority.of(hundred))).isEqualTo(new Resilience(49, 49));
    assertThat(Resilience.of(Flexible.of(91, 10, hundred))).isEqualTo(new Resilience(9, 90));
    assertThat(Resilience.of(new Joint(Majority.of(hundred), Flexible.of(91, 10, hundred))))
        .isEqualTo(new Resilience(9, 49));
    assertThat(Analysis.of(Majority.of(hundred))).isEmpty();
    assertThatThrownBy(() -> Flexible.of(91, 9, hundred))
        .isInstanceOfSatisfying(
            DisjointQuorums.class,
            disjoint -> {
              assertThat(disjoint.phase1()).hasSize(91);
              assertThat(disjoint.phase2())
                  .hasSize(9)
                  .doesNotContainAnyElementsOf(disjoint.phase1());
            });
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void resilienceByRuleIsResilienceByEnumeration(long seed) {
    RandomSystems systems = new RandomSystems(seed);
    QuorumSystem before = Majority.of(RandomSystems.members(1));
    for (int i = 0; i < 200; i++) {
      Drawn drawn = systems.next();
      if (!allMeet(drawn)) {
        continue;
      }
      QuorumSystem after = QuorumText.parse(drawn.text());
      for (QuorumSystem system : List.of(after, new Joint(before, after))) {
        assertThat(Resilience.of(system))
            .as("seed %s: %s", seed, system.text())
            .isEqualTo(
                new Resilience(
                    TruthTable.ofPhase1(system).resilience(),
                    TruthTable.ofPhase2(system).resilience()));
      }
      before = after;
    }
  }
}
