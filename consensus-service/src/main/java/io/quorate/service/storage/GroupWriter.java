package io.quorate.service.storage;

import io.quorate.core.paxos.Write;
import java.util.List;

/// Takes groups of writes and makes them durable in their order. One thread submits.
public interface GroupWriter extends AutoCloseable {

  /// Queues a group and returns at once. How much may wait is for the caller to bound.
  ///
  /// @param sequence the number of the group, above every earlier one
  void submit(long sequence, List<Write> writes);

  /// Writes what is queued, then ends the thread. The listener hears of it as always, and of a
  /// failure when a disk that hangs does not take it within a second.
  @Override
  void close();
}
