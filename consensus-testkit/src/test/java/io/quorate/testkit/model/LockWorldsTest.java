package io.quorate.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every order of everything that two clients of one lock and the leader's clock can ask for, so
/// many commands deep: there is one holder at most, whoever came first is first, tokens grow, what
/// is fenced is done by the holder alone, and no lease ends that was renewed or begun anew.
class LockWorldsTest {
  private static final int DEPTH = 14;

  private record Choice(int client, LockWorld.Move move) {
    @Override
    public String toString() {
      return "c" + client + " " + move;
    }
  }

  @Test
  void everyOrderKeepsTheRulesOfLocks() {
    List<Choice> choices = choices();
    Set<String> seen = new HashSet<>();
    List<List<Choice>> frontier = List.of(List.of());
    long played = 0;
    for (int depth = 1; depth <= DEPTH; depth++) {
      List<List<Choice>> next = new ArrayList<>();
      for (List<Choice> order : frontier) {
        for (Choice choice : choices) {
          List<Choice> longer = new ArrayList<>(order);
          longer.add(choice);
          played++;
          if (seen.add(play(longer))) {
            next.add(longer);
          }
        }
      }
      frontier = next;
    }
    System.out.printf(
        "%,d orders of up to %d commands, %,d different worlds%n", played, DEPTH, seen.size());
    assertThat(seen).hasSizeGreaterThan(1_000);
  }

  private static List<Choice> choices() {
    List<Choice> choices = new ArrayList<>();
    for (LockWorld.Move move : LockWorld.Move.values()) {
      choices.add(new Choice(0, move));
      choices.add(new Choice(1, move));
    }
    return choices;
  }

  private static String play(List<Choice> order) {
    LockWorld world = new LockWorld();
    try {
      order.forEach(choice -> world.play(choice.client(), choice.move()));
    } catch (AssertionError broken) {
      String story = order.stream().map(Choice::toString).collect(Collectors.joining(", "));
      throw new AssertionError(broken.getMessage() + ": " + story, broken);
    }
    return world.state();
  }
}
