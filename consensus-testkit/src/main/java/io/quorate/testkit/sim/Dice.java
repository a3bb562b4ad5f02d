package io.quorate.testkit.sim;

import java.util.List;
import java.util.SplittableRandom;

/// The one source of chance in a simulation.
public final class Dice {
  private final SplittableRandom random;

  /// The chance of a seed.
  public Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /// From 0 up to and without the bound.
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /// From `low` to `high`, both included.
  public long between(long low, long high) {
    return low == high ? low : random.nextLong(low, high + 1);
  }

  /// True this often.
  public boolean chance(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  /// Any number at all.
  public long number() {
    return random.nextLong();
  }

  /// One of these.
  public <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /// Mostly near `low`, seldom up to `high`: a delay as networks and disks have them.
  public long delay(long low, long high) {
    double share = random.nextDouble();
    return low + (long) ((high - low) * share * share * share);
  }
}
