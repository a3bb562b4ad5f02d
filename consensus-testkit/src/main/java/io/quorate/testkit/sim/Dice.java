package io.quorate.testkit.sim;

import java.util.List;
import java.util.SplittableRandom;

/// The one source of chance in a simulation.
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /// From 0 up to and without the bound.
  int below(int bound) {
    return random.nextInt(bound);
  }

  /// From `low` to `high`, both included.
  long between(long low, long high) {
    return low == high ? low : random.nextLong(low, high + 1);
  }

  /// True this often.
  boolean chance(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  /// Any number at all.
  long number() {
    return random.nextLong();
  }

  /// One of these.
  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /// Mostly near `low`, seldom up to `high`: a delay as networks and disks have them.
  long delay(long low, long high) {
    double share = random.nextDouble();
    return low + (long) ((high - low) * share * share * share);
  }
}
