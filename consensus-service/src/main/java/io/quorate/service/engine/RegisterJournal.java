package io.quorate.service.engine;

import io.quorate.core.register.RegisterWrite;
import java.util.List;

/// Where the registers' writes go. Groups are made durable in the order of their sequences; whoever
/// implements this then calls [RegisterEngine#durable(long)], or [Fence#fence] when it cannot.
@FunctionalInterface
public interface RegisterJournal {

  /// Takes one group of writes; does not block.
  void submit(long sequence, List<RegisterWrite> writes);
}
