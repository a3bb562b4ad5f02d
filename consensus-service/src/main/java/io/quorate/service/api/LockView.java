package io.quorate.service.api;

import io.quorate.core.lock.Claim;
import io.quorate.core.lock.Lock;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// A lock that is held, as callers see it.
///
/// @param name its name
/// @param holder who has it
/// @param queue who waits for it, the next one first
@Schema(name = "Lock", description = "A lock that is held")
record LockView(String name, LockHolder holder, List<Waiter> queue) {

  /// Someone who waits.
  @Schema(name = "LockWaiter")
  record Waiter(String owner, long leaseId) {
    static Waiter of(Claim claim) {
      return new Waiter(claim.owner(), claim.leaseId());
    }
  }

  static LockView of(Lock lock) {
    return new LockView(
        lock.name().text(),
        LockHolder.of(lock.name(), lock.holder()),
        lock.queue().stream().map(Waiter::of).toList());
  }
}
