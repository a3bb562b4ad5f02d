package io.quorate.service.engine;

import io.quorate.core.paxos.Write;
import java.util.List;

/// Where the engine's writes go. Groups are made durable in the order of their sequences; whoever
/// implements this then calls [EngineLoop#durable(long)], or [Fence#fence] when it cannot.
@FunctionalInterface
public interface Journal {

  /// Takes one group of writes; does not block.
  void submit(long sequence, List<Write> writes);
}
