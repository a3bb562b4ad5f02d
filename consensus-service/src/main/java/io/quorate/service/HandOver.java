package io.quorate.service;

import io.quorate.service.engine.LockNews;
import io.quorate.service.engine.ReplicaEngine;
import io.quorate.service.watch.WatchHub;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The first thing a replica does when it is asked to stop: it gives leadership away, so that the
/// others need not miss it first. All watches end before that, and whoever waits for a lock here is
/// sent away: each goes on at another replica. Requests that are under way go on through the new
/// leader, and callers on kept-alive connections are told to go elsewhere before the web server
/// closes them.
@Component
final class HandOver implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(HandOver.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /// Readiness is refused by now, but not everybody has heard: for so long callers are still
  /// served, and told with every answer that their connection ends.
  private static final Duration FAREWELL = Duration.ofMillis(500);

  /// Then they are turned away, until nobody has come for so long: a request that crosses with the
  /// closing of its connection would go unanswered.
  private static final Duration QUIET = Duration.ofMillis(500);

  private static final Duration QUIET_PATIENCE = Duration.ofSeconds(2);

  private final ReplicaEngine engine;
  private final LockNews locks;
  private final WatchHub watches;
  private volatile boolean running;

  HandOver(ReplicaEngine engine, LockNews locks, WatchHub watches) {
    this.engine = engine;
    this.locks = locks;
    this.watches = watches;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    locks.stop();
    watches.stop();
    boolean leads = engine.view().status().role().equals("leader");
    if (leads && !engine.handOver(PATIENCE)) {
      log.warn("nobody took over within {}; stopping as the leader", PATIENCE);
    }
    sayFarewell();
    running = false;
  }

  private void sayFarewell() {
    try {
      Thread.sleep(FAREWELL);
      if (!engine.turnAway(QUIET, QUIET_PATIENCE)) {
        log.warn("callers still come after {}; closing their connections", QUIET_PATIENCE);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
