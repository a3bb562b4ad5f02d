package io.quorate.service.engine;

import io.quorate.core.paxos.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the operator, once, that this replica runs on another store than its own. Confined to the
/// engine's thread.
final class LostStore {
  private static final Logger log = LoggerFactory.getLogger(LostStore.class);

  private boolean told;

  void look(Status status) {
    if (told || !status.shutOut()) {
      return;
    }
    told = true;
    log.error(
        "this replica does not vote and is not ready: {}. Stop it, put its own store back"
            + " (quorate.data-dir, or the database of spring.datasource.url) and start it again."
            + " If that store is gone, leave it stopped: the others go on without it",
        status.whyNoVote().orElseThrow());
  }
}
