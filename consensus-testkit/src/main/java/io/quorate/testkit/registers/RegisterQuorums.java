package io.quorate.testkit.registers;

import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.QuorumText;
import io.quorate.testkit.sim.Dice;
import java.util.List;

/// The quorum systems that registers are simulated with: half of the worlds have a majority, the
/// others one of every other kind.
final class RegisterQuorums {
  private static final List<String> MAJORITIES =
      List.of("majority(a b c)", "majority(a b c)", "majority(a b c d e)");

  private static final List<String> OTHERS =
      List.of(
          "flexible(3, 1; a b c)",
          "flexible(1, 3; a b c)",
          "flexible(2, 2; a b c)",
          "flexible(4, 2; a b c d e)",
          "weighted(a=2, b=1, c=1; read=2, write=3)",
          "weighted(a=3, b=1, c=1, d=1, e=0; read=3, write=4)",
          "grid(a b; c d)",
          "grid(a b c; d e f)",
          "groups(east: a b; west: c d; read=one, write=all)",
          "groups(east: a; north: b c d; west: e; read=majority, write=majority)",
          "expression(read = a*b + c*d)",
          "expression(read = a + b*c)");

  private RegisterQuorums() {}

  static QuorumSystem drawn(Dice dice) {
    return QuorumText.parse(dice.oneOf(dice.chance(0.5) ? MAJORITIES : OTHERS));
  }
}
