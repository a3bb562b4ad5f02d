package io.quorate.service.storage;

import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.exception.LockTimeoutException;
import org.jspecify.annotations.Nullable;

/// The time during which one process has the store. Each opening begins the next one, and takes the
/// store away from whoever has it open: what that one writes would undo what the other has
/// promised.
///
/// @param number grows by one with each opening
record Epoch(long number) {

  /// Begins the next epoch, once a commit of the last one that is under way has ended.
  ///
  /// @throws UnusableStore when it does not end
  static Epoch begin(StatelessSession session) {
    EpochRow last = last(session);
    if (last == null) {
      session.insert(new EpochRow(1));
      return new Epoch(1);
    }
    Epoch next = new Epoch(last.number() + 1);
    session.update(new EpochRow(next.number));
    return next;
  }

  private static @Nullable EpochRow last(StatelessSession session) {
    try {
      return row(session, LockMode.PESSIMISTIC_WRITE);
    } catch (LockTimeoutException held) {
      throw new UnusableStore(
          "another process has the store open and stopped in the middle of a commit: end it, or"
              + " its connection to the database, and start this replica again",
          held);
    }
  }

  /// With a lock, nobody begins the next epoch from here to the end of the transaction. Best called
  /// last in it: whoever opens the store waits meanwhile, and might for long if this process stops
  /// here.
  ///
  /// @param lock how the database keeps others out meanwhile
  /// @throws UnusableStore when someone has begun it already
  void mustBeTheLast(StatelessSession session, LockMode lock) {
    EpochRow last = row(session, lock);
    if (last == null || last.number() != number) {
      throw new UnusableStore("another process has opened the store since this one did");
    }
  }

  private static @Nullable EpochRow row(StatelessSession session, LockMode lock) {
    return session.get(EpochRow.class, EpochRow.ONLY, lock);
  }
}
