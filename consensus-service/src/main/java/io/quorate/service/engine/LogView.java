package io.quorate.service.engine;

import io.quorate.core.paxos.AcceptedDecree;
import java.util.List;

/// This replica's own part of the log, as it is on disk. Safe for any thread; blocks on the store.
public interface LogView {

  /// The votes of this replica's acceptor from this slot on, in slot order. Slots that it has not
  /// voted in are missing.
  ///
  /// @param limit at most so many
  List<AcceptedDecree> votes(long fromSlot, int limit);
}
