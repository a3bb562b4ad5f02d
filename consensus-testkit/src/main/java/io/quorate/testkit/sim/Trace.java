package io.quorate.testkit.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What happened, a line per event, for a person to read. Off in most runs, because writing costs
/// more than simulating: a seed that fails is run again with the trace on.
public final class Trace {
  private final boolean on;
  private final Agenda agenda;
  private final List<String> lines = new ArrayList<>();

  /// A trace that is kept or not.
  public Trace(boolean on, Agenda agenda) {
    this.on = on;
    this.agenda = agenda;
  }

  /// Whether lines are kept; ask before making one.
  public boolean isOn() {
    return on;
  }

  /// Adds a line under the present time, in seconds.
  public void line(String text) {
    if (on) {
      double seconds = (double) agenda.now() / Agenda.SECOND;
      lines.add(String.format(Locale.ROOT, "%10.6f  %s", seconds, text));
    }
  }

  /// A message or anything else that goes from one place to another.
  public void passes(Object from, Object to, Object what) {
    if (on) {
      line(from + " -> " + to + "  " + what);
    }
  }

  /// All lines so far.
  public List<String> lines() {
    return List.copyOf(lines);
  }
}
