package io.quorate.service.watch;

import io.quorate.core.keyspace.Revision;
import io.quorate.core.store.Store;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells each revision to the watches that match, on a thread of its own: the engine's thread only
/// puts the revision into a queue. Who joins goes through the same queue, so that a watch is told
/// exactly what came after it joined. Safe for any thread.
public final class WatchHub implements AutoCloseable {
  /// What the hub may be behind by, before all watches are cut off instead of growing the queue.
  private static final int MAX_BEHIND = 8_192;

  private static final Logger log = LoggerFactory.getLogger(WatchHub.class);

  /// What the hub's thread does next, in the order in which the engine's thread has put it.
  private sealed interface Event {
    record Happened(Revision revision) implements Event {}

    record Joined(Watch watch) implements Event {}

    record Left(Watch watch) implements Event {}

    record Stopped() implements Event {}
  }

  private final int most;
  private final Buffer buffer;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final AtomicInteger behind = new AtomicInteger();
  private final Set<Watch> open = ConcurrentHashMap.newKeySet();
  private final LongAdder cutOff = new LongAdder();
  private final LongAdder told = new LongAdder();
  private final WatchIndex index = new WatchIndex();
  private volatile boolean lost;
  private volatile boolean stopped;
  private volatile long handedOut;

  /// A hub that does nothing until [#start].
  ///
  /// @param most so many watches at most
  /// @param buffer what each may hold
  public WatchHub(int most, Buffer buffer) {
    this.most = most;
    this.buffer = buffer;
  }

  /// Starts the thread; once.
  public WatchHub start() {
    Thread.ofPlatform().name("watches").daemon(true).start(this::run);
    return this;
  }

  /// From now on hears of this store's revisions; called before it makes any that count.
  public void follow(Store store) {
    handedOut = store.revision();
    store.onRevision(this::happened);
  }

  private void happened(Revision revision) {
    if (behind.incrementAndGet() > MAX_BEHIND) {
      behind.decrementAndGet();
      lost = true;
      return;
    }
    events.add(new Event.Happened(revision));
  }

  /// A new watch, which is told nothing until it [joins][#join].
  ///
  /// @return empty when there are too many already
  public Optional<Watch> open(Filter filter) {
    Watch watch = new Watch(filter, this, buffer);
    if (open.size() >= most) {
      return Optional.empty();
    }
    open.add(watch);
    if (stopped) {
      watch.end();
    }
    return Optional.of(watch);
  }

  /// Has a watch told of what follows; called on the engine's thread, so that it is known what has
  /// been before.
  void join(Watch watch) {
    events.add(new Event.Joined(watch));
  }

  /// Forgets a watch.
  public void leave(Watch watch) {
    watch.end();
    open.remove(watch);
    events.add(new Event.Left(watch));
  }

  /// Ends all watches, and those to come.
  public void stop() {
    stopped = true;
    endAll();
  }

  /// Ends the watches that there are; their readers may come back.
  public void endAll() {
    open.forEach(Watch::end);
  }

  /// Whether no watch lives any more.
  public boolean isStopped() {
    return stopped;
  }

  @Override
  public void close() {
    stop();
    events.add(new Event.Stopped());
  }

  private void run() {
    try {
      while (handleNext()) {
        // Goes on.
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      log.error("watches have failed; there are none until the next start", failure);
    }
    stop();
  }

  /// Does one thing; false when it was the last.
  boolean handleNext() throws InterruptedException {
    Event event = events.take();
    if (lost) {
      // Seen before anything that was put after the loss. Whoever is open may have joined before
      // it, even if that still waits in the queue.
      lost = false;
      log.warn("{} watches are cut off: there are more revisions than can be told", open.size());
      index.clear();
      open.forEach(this::cutOff);
    }
    switch (event) {
      case Event.Happened(Revision revision) -> {
        behind.decrementAndGet();
        index.deliver(revision, this::cutOff);
        handedOut = revision.number();
      }
      case Event.Joined(Watch watch) -> {
        if (!watch.isOver()) {
          index.add(watch);
        }
      }
      case Event.Left(Watch watch) -> index.remove(watch);
      case Event.Stopped() -> {
        return false;
      }
    }
    return true;
  }

  private void cutOff(Watch watch) {
    watch.end();
    cutOff.increment();
  }

  /// The last revision that was told to whom it concerns.
  long handedOut() {
    return handedOut;
  }

  /// Counts an event that was sent to a reader.
  public void sent() {
    told.increment();
  }

  /// How many watches there are.
  public int openWatches() {
    return open.size();
  }

  /// How many were cut off because their readers were too slow.
  public long cutOffs() {
    return cutOff.sum();
  }

  /// How many events were sent.
  public long events() {
    return told.sum();
  }

  /// Whether there is anything to do for its thread.
  boolean hasWork() {
    return !events.isEmpty();
  }

  /// Whether nobody is told anything.
  boolean isIdle() {
    return index.isEmpty();
  }
}
