package io.quorate.core.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {
  private static final List<ReplicaId> MEMBERS = RandomSystems.members(6);

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void theDualHoldsOfExactlyTheSetsThatMeetEveryQuorum(long seed) {
    RandomSystems random = new RandomSystems(seed);
    for (int i = 0; i < 100; i++) {
      Formula formula = random.formula(MEMBERS, 3);
      Formula dual = formula.dual();
      List<Set<ReplicaId>> quorums =
          RandomSystems.subsetsOf(MEMBERS).filter(set -> formula.holds(set::contains)).toList();
      RandomSystems.subsetsOf(MEMBERS)
          .forEach(set ->
              assertThat(dual.holds(set::contains))
                  .as("seed %s: %s by %s", seed, dual.text(), set)
                  .isEqualTo(quorums.stream().noneMatch(one -> Collections.disjoint(one, set))));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33})
  void theDualOfTheDualIsTheFormulaItself(long seed) {
    RandomSystems random = new RandomSystems(seed);
    for (int i = 0; i < 500; i++) {
      Formula formula = random.formula(MEMBERS, 4);
      assertThat(formula.dual().dual()).as("seed %s", seed).isEqualTo(formula);
    }
  }

  @Test
  void andBindsTighterThanOr() {
    Expression system = (Expression) QuorumText.parse("expression(read = a + b*c)");

    assertThat(system.isPhase1Quorum(Set.of(new ReplicaId("a")))).isTrue();
    assertThat(system.isPhase1Quorum(Set.of(new ReplicaId("b")))).isFalse();
    assertThat(system.write().text()).isEqualTo("a*(b + c)");
  }
}
