package io.quorate.testkit.sim;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/// The memory in front of stable storage: groups of writes become durable in their order, each as a
/// whole, some time after they were handed over; a crash forgets those that were not.
///
/// @param <G> groups of writes
public final class WriteQueue<G> {
  private record Waiting<G>(G group, long due, Runnable whenDurable) {}

  private final Agenda agenda;
  private final Dice dice;
  private final Setting.Delay delay;
  private final Consumer<G> storage;
  private final Queue<Waiting<G>> pending = new ArrayDeque<>();
  private long hungUntil;

  /// A queue in front of a storage.
  ///
  /// @param delay how long a group takes to become durable
  /// @param storage takes each group as it becomes durable
  public WriteQueue(Agenda agenda, Dice dice, Setting.Delay delay, Consumer<G> storage) {
    this.agenda = agenda;
    this.dice = dice;
    this.delay = delay;
    this.storage = storage;
  }

  /// Takes a group of writes.
  ///
  /// @param whenDurable runs when the group is durable, unless a crash comes first
  public void write(G group, Runnable whenDurable) {
    long due = agenda.now() + dice.delay(delay.low(), delay.high());
    pending.add(new Waiting<>(group, due, whenDurable));
    agenda.at(due, this::flush);
  }

  private void flush() {
    if (agenda.now() < hungUntil) {
      agenda.at(hungUntil, this::flush);
      return;
    }
    while (!pending.isEmpty() && pending.peek().due() <= agenda.now()) {
      Waiting<G> next = pending.remove();
      storage.accept(next.group());
      next.whenDurable().run();
    }
  }

  /// Stores nothing until then.
  public void hang(long until) {
    hungUntil = Math.max(hungUntil, until);
  }

  /// Works again.
  public void unhang() {
    hungUntil = 0;
    agenda.at(agenda.now(), this::flush);
  }

  /// Forgets what is not durable, except for so many groups that got through in time although
  /// nobody was told.
  public void crash(int through) {
    for (int i = 0; i < through; i++) {
      storage.accept(pending.remove().group());
    }
    pending.clear();
  }

  /// How many groups are not durable yet.
  public int size() {
    return pending.size();
  }
}
