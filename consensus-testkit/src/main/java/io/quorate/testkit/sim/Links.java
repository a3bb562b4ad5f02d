package io.quorate.testkit.sim;

import java.util.Arrays;

/// The network: carries messages from one replica to another late, in any order, twice, or never.
/// Each direction between two replicas can be cut on its own.
public final class Links {
  /// Where messages come from and go to.
  public interface End {
    /// Its place among all ends, from 0.
    int index();
  }

  private final Agenda agenda;
  private final Dice dice;
  private final Trace trace;
  private final boolean[][] cut;
  private Setting.Network quality;

  /// Links between so many ends, each with each.
  public Links(int replicas, Setting.Network quality, Agenda agenda, Dice dice, Trace trace) {
    this.cut = new boolean[replicas][replicas];
    this.quality = quality;
    this.agenda = agenda;
    this.dice = dice;
    this.trace = trace;
  }

  /// Carries something, and lets it arrive unless it gets lost.
  ///
  /// @param what for the trace
  public void carry(End from, End to, Object what, Runnable arrival) {
    if (isLost(from, to)) {
      if (trace.isOn()) {
        trace.passes(from, to, "lost: " + what);
      }
      return;
    }
    plan(from, to, what, arrival);
    if (dice.chance(quality.duplication())) {
      plan(from, to, what, arrival);
    }
  }

  private boolean isLost(End from, End to) {
    return cut[from.index()][to.index()] || dice.chance(quality.loss());
  }

  private void plan(End from, End to, Object what, Runnable arrival) {
    long delay =
        dice.chance(quality.straggling())
            ? dice.between(0, 5 * Agenda.SECOND)
            : dice.delay(quality.delay().low(), quality.delay().high());
    agenda.after(
        delay,
        () -> {
          if (cut[from.index()][to.index()]) {
            trace.passes(from, to, "cut off: " + what);
            return;
          }
          trace.passes(from, to, what);
          arrival.run();
        });
  }

  /// From now on nothing gets from the one to the other.
  public void cut(int from, int to) {
    cut[from][to] = true;
  }

  /// Messages get from the one to the other again.
  public void mend(int from, int to) {
    cut[from][to] = false;
  }

  /// All links carry everything again.
  public void mendAll() {
    for (boolean[] row : cut) {
      Arrays.fill(row, false);
    }
  }

  /// From now on messages travel like this.
  public void become(Setting.Network newQuality) {
    quality = newQuality;
  }
}
