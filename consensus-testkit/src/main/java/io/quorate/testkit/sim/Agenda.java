package io.quorate.testkit.sim;

import java.util.PriorityQueue;

/// Virtual time and what is going to happen in it. Things planned for the same moment happen in the
/// order in which they were planned. Confined to one thread, like everything here.
public final class Agenda {
  /// A millisecond.
  public static final long MILLI = 1_000;

  /// A second.
  public static final long SECOND = 1_000 * MILLI;

  private record Entry(long time, long order, Runnable action) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Entry> entries = new PriorityQueue<>(256);
  private long now;
  private long planned;
  private long happened;

  /// Microseconds since the simulation began.
  public long now() {
    return now;
  }

  /// Milliseconds since the simulation began: the clock that the replicas see.
  public long millis() {
    return now / MILLI;
  }

  /// How many events have happened.
  public long happened() {
    return happened;
  }

  /// Plans something for a point in time, at the earliest for now.
  public void at(long time, Runnable action) {
    entries.add(new Entry(Math.max(now, time), planned++, action));
  }

  /// Plans something for later.
  public void after(long delay, Runnable action) {
    at(now + delay, action);
  }

  /// Lets the next thing happen.
  public void advance() {
    Entry next = entries.remove();
    now = next.time();
    happened++;
    next.action().run();
  }
}
