package io.quorate.service.peer;

import io.quorate.core.paxos.AcceptedDecree;
import java.util.List;

/// What this replica's own store knows chosen, for its peers to catch up from. Safe for any thread;
/// blocks on the store.
@FunctionalInterface
public interface ChosenLog {

  /// The decrees known chosen, from this slot on without a gap, up to the durable commit index.
  ///
  /// @param limit at most so many
  /// @param maxBytes where to stop, counted in decree bytes; the first is returned whatever its
  ///   size
  List<AcceptedDecree> chosenFrom(long slot, int limit, long maxBytes);
}
