package io.quorate.service.api;

import io.quorate.core.quorum.QuorumSystem;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What takes long to find out of a quorum system, kept for the last one that was asked about:
/// mostly that is the one in force. Safe for any thread.
final class LastKnown<T> {
  private record Known<T>(QuorumSystem system, T value) {}

  private final Function<QuorumSystem, T> findOut;
  private final AtomicReference<@Nullable Known<T>> last = new AtomicReference<>();

  LastKnown(Function<QuorumSystem, T> findOut) {
    this.findOut = findOut;
  }

  T of(QuorumSystem system) {
    Known<T> known = last.get();
    if (known == null || !known.system().equals(system)) {
      known = new Known<>(system, findOut.apply(system));
      last.set(known);
    }
    return known.value();
  }
}
