package io.quorate.core.lock;

import java.util.List;

/// A lock that is held. Immutable.
///
/// @param name which one
/// @param holder who has it
/// @param queue who waits, the next one first
public record Lock(LockName name, Holder holder, List<Claim> queue) {

  /// Takes a copy.
  public Lock {
    queue = List.copyOf(queue);
  }
}
