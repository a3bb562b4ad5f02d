package io.quorate.testkit.sim;

import io.quorate.core.paxos.Timing;
import io.quorate.core.quorum.QuorumSystem;
import java.util.List;

/// How a simulated world is made. Times are in microseconds.
///
/// @param replicas how many replicas there are
/// @param clients how many clients call them, one call at a time each
/// @param duration how long clients and faults go on before the world heals
/// @param network how messages travel
/// @param disk how long a group of writes takes to become durable
/// @param maxThink how long a client rests at most between two calls
/// @param keys how many keys the clients use
/// @param maxFaultPause how long the world is left in peace at most between two faults
/// @param faultTracks how many faults go on side by side; 0 for none
/// @param mayWipe whether a replica may lose its disk
/// @param timing how patient the replicas are
/// @param aftermath what stays wrong, for good, with as many replicas as the others can spare
/// @param systems the quorum systems: the first is in force at the start, and where there are more
///   an administrator asks now and then for any of them
/// @param maxChangePause how long the administrator rests at most
public record Setting(
    int replicas,
    int clients,
    long duration,
    Network network,
    Delay disk,
    long maxThink,
    int keys,
    long maxFaultPause,
    int faultTracks,
    boolean mayWipe,
    Timing timing,
    Aftermath aftermath,
    List<QuorumSystem> systems,
    long maxChangePause) {

  /// What stays wrong with a replica when all else is mended.
  public enum Aftermath {
    /// Nothing.
    NONE,
    /// It does not run.
    DOWN,
    /// Its disk stores nothing.
    HUNG,
    /// It sends and hears nothing.
    DEAF,
    /// It hears and nobody hears it.
    MUTE
  }

  /// A delay between two bounds.
  public record Delay(long low, long high) {}

  /// How messages travel.
  ///
  /// @param delay how long one way takes
  /// @param loss how often a message is lost
  /// @param duplication how often a message arrives a second time
  /// @param straggling how often a message takes up to five seconds
  public record Network(Delay delay, double loss, double duplication, double straggling) {

    /// This network without its faults.
    public Network mended() {
      return new Network(delay, 0, 0, 0);
    }

    /// This network on a bad day.
    public Network stormy() {
      return new Network(new Delay(delay.low(), 20 * delay.high()), 0.3, 0.2, 0.05);
    }
  }

  /// A world in which nothing goes wrong: what a scenario starts from.
  public static Setting calm(int replicas) {
    return new Setting(
        replicas,
        0,
        0,
        new Network(new Delay(400, 600), 0, 0, 0),
        new Delay(300, 500),
        100 * Agenda.MILLI,
        3,
        0,
        0,
        false,
        Timing.defaults(),
        Aftermath.NONE,
        List.of(Systems.majority(replicas)),
        0);
  }

  /// This world with these quorum systems.
  Setting with(List<QuorumSystem> others, long changePause) {
    return new Setting(
        others.getFirst().members().size(),
        clients,
        duration,
        network,
        disk,
        maxThink,
        keys,
        maxFaultPause,
        faultTracks,
        mayWipe,
        timing,
        aftermath,
        others,
        changePause);
  }

  /// The world of a seed.
  static Setting drawn(Dice dice) {
    int replicas = drawReplicas(dice);
    return new Setting(
        replicas,
        (int) dice.between(2, 6),
        dice.between(20, 60) * Agenda.SECOND,
        drawNetwork(dice),
        new Delay(
            dice.between(100, 500), dice.between(1, dice.chance(0.2) ? 300 : 30) * Agenda.MILLI),
        dice.between(10, 200) * Agenda.MILLI,
        (int) dice.between(1, 5),
        dice.between(300, 3_000) * Agenda.MILLI,
        dice.chance(0.05) ? 0 : (int) dice.between(1, 3),
        dice.chance(0.2),
        drawTiming(dice),
        dice.chance(0.5) ? Aftermath.NONE : dice.oneOf(List.of(Aftermath.values())),
        Systems.drawn(dice, replicas),
        dice.between(300, 6_000) * Agenda.MILLI);
  }

  private static Timing drawTiming(Dice dice) {
    Timing normal = Timing.defaults();
    return new Timing(
        normal.heartbeat(),
        normal.electionTimeout(),
        normal.stagger(),
        normal.progressTimeout(),
        dice.oneOf(List.of(1, normal.maxInFlight(), 16)),
        dice.chance(0.3) ? dice.between(0, 5) : normal.maxLag());
  }

  private static int drawReplicas(Dice dice) {
    int die = dice.below(100);
    if (die < 3) {
      return 1;
    }
    if (die < 18) {
      return 5;
    }
    if (die < 30) {
      return 4;
    }
    return die < 38 ? 6 : 3;
  }

  private static Network drawNetwork(Dice dice) {
    long low = dice.between(50, 1_000);
    long high = low + dice.between(100, dice.chance(0.2) ? 200_000 : 20_000);
    return new Network(
        new Delay(low, high), drawShare(dice, 0.15), drawShare(dice, 0.15), drawShare(dice, 0.05));
  }

  private static double drawShare(Dice dice, double most) {
    return dice.chance(0.4) ? 0 : most * dice.between(1, 100) / 100;
  }
}
