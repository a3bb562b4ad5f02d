package io.quorate.service.watch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// One reader, and what it has yet to be told. The hub's thread puts messages in, the reader's own
/// thread takes them out.
public final class Watch {

  /// What a reader is told next.
  public sealed interface Next {
    /// A message.
    record News(Message message) implements Next {}

    /// Nothing for a while: all that matches is told up to this revision.
    record Idle(long revision) implements Next {}

    /// It is over: the reader was too slow, or the replica stops.
    record Ended() implements Next {}
  }

  private final Filter filter;
  private final WatchHub hub;
  private final Buffer limit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Message> unread = new ArrayDeque<>(0);
  private long bytes;
  private long after;
  private boolean ended;

  Watch(Filter filter, WatchHub hub, Buffer limit) {
    this.filter = filter;
    this.hub = hub;
    this.limit = limit;
  }

  /// What it is about.
  public Filter filter() {
    return filter;
  }

  /// From now on it is told what comes after this revision and what it was told already.
  void startAfter(long revision) {
    lock.lock();
    try {
      after = Math.max(after, revision);
    } finally {
      lock.unlock();
    }
  }

  /// Takes a message in; called by the hub, in the order of revisions.
  ///
  /// @return false when there is no room: then it is over
  boolean offer(Message message) {
    lock.lock();
    try {
      if (ended || message.revision() <= after) {
        return true;
      }
      boolean full =
          unread.size() >= limit.messages()
              || (!unread.isEmpty() && bytes + message.bytes() > limit.bytes());
      if (full) {
        endLocked();
        return false;
      }
      unread.add(message);
      bytes += message.bytes();
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Ends it; what is not read yet is forgotten.
  void end() {
    lock.lock();
    try {
      endLocked();
    } finally {
      lock.unlock();
    }
  }

  private void endLocked() {
    ended = true;
    unread.clear();
    changed.signal();
  }

  boolean isOver() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for what comes next, but no longer than this.
  public Next next(Duration patience) {
    long nanos = patience.toNanos();
    lock.lock();
    try {
      while (unread.isEmpty() && !ended && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      if (ended) {
        return new Next.Ended();
      }
      Message message = unread.poll();
      if (message == null) {
        // What the hub has handed out by now was in here, and is told.
        after = Math.max(after, hub.handedOut());
        return new Next.Idle(after);
      }
      bytes -= message.bytes();
      after = message.revision();
      return new Next.News(message);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Next.Ended();
    } finally {
      lock.unlock();
    }
  }
}
