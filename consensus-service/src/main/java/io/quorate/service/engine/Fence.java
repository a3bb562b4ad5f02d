package io.quorate.service.engine;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of a replica that can no longer be trusted: its store failed, or an invariant broke.
/// From then on nothing more becomes durable, so nothing is acknowledged; the engine ends after the
/// events that it has taken already. Final, and safe for any thread.
public final class Fence {
  private static final Logger log = LoggerFactory.getLogger(Fence.class);
  private final AtomicReference<Optional<String>> reason = new AtomicReference<>(Optional.empty());
  private final Consumer<String> onFenced;

  /// @param onFenced told once, on the thread that found the failure; what ends the process
  public Fence(Consumer<String> onFenced) {
    this.onFenced = onFenced;
  }

  /// Fences the replica. Only the first call counts.
  public void fence(Throwable failure) {
    String why = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    if (reason.compareAndSet(Optional.empty(), Optional.of(why))) {
      log.error("fenced: this replica acknowledges nothing any more", failure);
      onFenced.accept(why);
    }
  }

  /// Why the replica is fenced, empty as long as it is not.
  public Optional<String> reason() {
    return reason.get();
  }
}
