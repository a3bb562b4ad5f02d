package io.quorate.service.storage;

import io.quorate.core.paxos.Write;
import io.quorate.core.register.RegisterWrite;
import java.util.List;

/// Takes groups of writes and makes them durable in their order. One thread submits.
public interface GroupWriter extends AutoCloseable {

  /// Queues a group and returns at once. How much may wait is for the caller to bound.
  ///
  /// @param sequence the number of the group, above every earlier one
  void submit(long sequence, List<Write> writes);

  /// The same for the registers, whose groups have numbers of their own and share the commits of
  /// the others. One thread submits, which may be another one.
  void submitRegisters(long sequence, List<RegisterWrite> writes);

  /// Writes what is queued, then ends the thread. The listener hears of it as always, and of a
  /// failure when a disk that hangs does not take it within a second.
  @Override
  void close();
}
