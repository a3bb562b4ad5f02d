package io.quorate.testkit.sim;

import java.util.ArrayList;
import java.util.List;

/// Runs a seed, and when it fails runs it again to show how it came to that.
final class Replay {
  private static final int TAIL = 80;

  private Replay() {}

  static Simulation.Report run(long seed) {
    return run(seed, Tampering.NONE);
  }

  static Simulation.Report run(long seed, Tampering tampering) {
    try {
      return Simulation.run(seed, tampering);
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError(explain(seed, tampering, failure), failure);
    }
  }

  private static String explain(long seed, Tampering tampering, Throwable failure) {
    List<String> lines = new ArrayList<>();
    try {
      Simulation.trace(seed, tampering, lines);
    } catch (AssertionError | RuntimeException again) {
      if (!again.toString().equals(failure.toString())) {
        lines.add("the second run failed otherwise: " + again);
      }
    }
    List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL), lines.size());
    return """
    seed %d: %s
    Replay: ./mvnw -pl consensus-testkit -am test -Dtest=SimulationTest \
    -Dsurefire.failIfNoSpecifiedTests=false -Dquorate.sim.seed=%d
    The last %d of %d lines:
    %s\
    """
        .formatted(
            seed, failure.getMessage(), seed, tail.size(), lines.size(), String.join("\n", tail));
  }
}
