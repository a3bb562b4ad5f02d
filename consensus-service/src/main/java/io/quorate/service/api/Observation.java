package io.quorate.service.api;

import io.quorate.core.lock.Holder;
import io.quorate.core.lock.Lock;
import io.quorate.service.engine.LockNews;
import io.quorate.service.engine.LockState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What one reader has yet to be told of an election: each leader and each value it publishes, in
/// order. What it does not read soon enough ends it. Written on the engine's thread, read on one
/// other.
final class Observation implements LockNews.Listener {
  private static final int BUFFER = 256;

  /// Someone leads with a value, or nobody does.
  record Seen(Optional<Holder> leader) {}

  /// Empty: nothing to be read, but a reason to look up.
  private final BlockingQueue<Optional<Seen>> unread = new ArrayBlockingQueue<>(BUFFER);

  private @Nullable Seen last;
  private volatile boolean over;

  /// Begins with the leader of this moment; called on the engine's thread.
  ///
  /// @return whether there is one
  boolean begin(Optional<Lock> now) {
    unread.clear();
    last = null;
    changed(LockState.of(now));
    return now.isPresent();
  }

  @Override
  public void changed(LockState state) {
    Seen seen = new Seen(state.holder());
    if (seen.equals(last)) {
      // Only its queue has changed.
      return;
    }
    last = seen;
    if (!unread.offer(Optional.of(seen))) {
      over = true;
    }
  }

  @Override
  public void stopping() {
    over = true;
    unread.offer(Optional.empty());
  }

  /// Whether there is more to come.
  boolean goesOn() {
    return !over;
  }

  /// What comes next, or nothing for so long.
  Optional<Seen> next(Duration patience) {
    try {
      Optional<Seen> next = unread.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
      return next == null ? Optional.empty() : next;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      over = true;
      return Optional.empty();
    }
  }
}
