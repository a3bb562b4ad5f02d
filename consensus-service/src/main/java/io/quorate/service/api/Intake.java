package io.quorate.service.api;

import io.quorate.service.engine.Refusal;
import java.util.concurrent.atomic.AtomicLong;

/// Counts the bytes of bodies that are being read, of all requests together, so that a thousand
/// large ones at once find a bound before the engine's. Safe for any thread.
final class Intake {
  private final long limit;
  private final AtomicLong taken = new AtomicLong();

  /// @param limit how many bytes may be taken
  Intake(long limit) {
    this.limit = limit;
  }

  /// What one body has taken, until it is closed.
  Share open() {
    return new Share();
  }

  final class Share implements AutoCloseable {
    private long bytes;

    /// Takes as many more.
    ///
    /// @throws ProblemException when they are not there
    void take(long more) {
      if (taken.addAndGet(more) > limit) {
        taken.addAndGet(-more);
        throw new ProblemException(
            Problems.of(
                new Refusal(Refusal.Kind.OVERLOADED, "too many bodies are being read already")));
      }
      bytes += more;
    }

    @Override
    public void close() {
      taken.addAndGet(-bytes);
      bytes = 0;
    }
  }
}
