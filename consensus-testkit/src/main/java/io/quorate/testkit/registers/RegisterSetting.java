package io.quorate.testkit.registers;

import io.quorate.core.quorum.QuorumSystem;
import io.quorate.testkit.sim.Agenda;
import io.quorate.testkit.sim.Dice;
import io.quorate.testkit.sim.Setting.Delay;
import io.quorate.testkit.sim.Setting.Network;

/// How a simulated world of registers is made. Times are in microseconds.
///
/// @param quorums the members, and which of them are enough
/// @param clients how many clients call them, one call at a time each
/// @param duration how long clients and faults go on before the world heals
/// @param network how messages travel
/// @param disk how long a group of writes takes to become durable
/// @param maxThink how long a client rests at most between two calls
/// @param keys how many registers the clients use
/// @param maxFaultPause how long the world is left in peace at most between two faults
/// @param eventual how often a client asks for the level `one`
/// @param cutShort how often a coordinator crashes in the middle of its second phase
record RegisterSetting(
    QuorumSystem quorums,
    int clients,
    long duration,
    Network network,
    Delay disk,
    long maxThink,
    int keys,
    long maxFaultPause,
    double eventual,
    double cutShort) {

  /// The world of a seed.
  static RegisterSetting drawn(Dice dice) {
    return new RegisterSetting(
        RegisterQuorums.drawn(dice),
        (int) dice.between(2, 5),
        dice.between(5, 15) * Agenda.SECOND,
        drawnNetwork(dice),
        new Delay(
            dice.between(100, 500), dice.between(1, dice.chance(0.2) ? 300 : 20) * Agenda.MILLI),
        dice.between(5, 100) * Agenda.MILLI,
        (int) dice.between(1, 3),
        dice.between(100, 2_000) * Agenda.MILLI,
        dice.chance(0.3) ? 0.2 : 0,
        dice.chance(0.5) ? 0.02 : 0);
  }

  private static Network drawnNetwork(Dice dice) {
    long low = dice.between(50, 1_000);
    long high = low + dice.between(100, dice.chance(0.2) ? 200_000 : 20_000);
    return new Network(
        new Delay(low, high), share(dice, 0.15), share(dice, 0.15), share(dice, 0.05));
  }

  private static double share(Dice dice, double most) {
    return dice.chance(0.4) ? 0 : most * dice.between(1, 100) / 100;
  }
}
