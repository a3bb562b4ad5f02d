package io.quorate.service.engine;

import io.quorate.core.lock.LockName;
import io.quorate.core.lock.Locks;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Tells those who wait for a lock, or watch an election, whenever its holder or its queue has
/// changed in this replica's state: nobody has to ask again and again. A change costs by how many
/// listen to its name. Safe for any thread.
public final class LockNews {

  /// Someone who wants to know of one name.
  public interface Listener {
    /// The name has changed. Must be quick; called on the engine's thread, each change in order.
    void changed(LockState state);

    /// Nothing more will be told: this replica is about to stop. May be told more than once, on any
    /// thread.
    void stopping();
  }

  /// A listener that is told as long as this is open.
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  private final ConcurrentHashMap<LockName, Set<Listener>> listeners = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  /// From now on tells what happens to these locks; called before anything does.
  public void follow(Locks locks) {
    locks.onChange(name -> tell(name, locks));
  }

  private void tell(LockName name, Locks locks) {
    Set<Listener> interested = listeners.get(name);
    if (interested == null) {
      return;
    }
    LockState state = LockState.of(locks.find(name));
    interested.forEach(one -> one.changed(state));
  }

  /// Tells a listener of what happens to a name from now on. Whoever looks at the name after this
  /// misses nothing.
  public Subscription listen(LockName name, Listener listener) {
    listeners.compute(
        name,
        (_, present) -> {
          Set<Listener> all = present == null ? ConcurrentHashMap.newKeySet() : present;
          all.add(listener);
          return all;
        });
    if (stopping) {
      listener.stopping();
    }
    return () -> forget(name, listener);
  }

  private void forget(LockName name, Listener listener) {
    listeners.computeIfPresent(
        name,
        (_, all) -> {
          all.remove(listener);
          return all.isEmpty() ? null : all;
        });
  }

  /// How many listen.
  public int listening() {
    return listeners.values().stream().mapToInt(Set::size).sum();
  }

  /// Tells all who listen now or later that this replica is about to stop.
  public void stop() {
    stopping = true;
    List.copyOf(listeners.values()).forEach(all -> all.forEach(Listener::stopping));
  }
}
