package io.quorate.service.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
  private static final String LOCK_LAST =
      "select number, crc from epoch where id = " + EpochRow.ONLY + " for update";

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
      return session.get(EpochRow.class, EpochRow.ONLY, LockMode.PESSIMISTIC_WRITE);
    } catch (LockTimeoutException held) {
      throw new UnusableStore(
          "another process has the store open and stopped in the middle of a commit: end it, or"
              + " its connection to the database, and start this replica again",
          held);
    }
  }

  /// Nobody begins the next epoch from here to the end of the transaction. Best called last in it:
  /// whoever opens the store waits meanwhile, and might for long if this process stops here.
  ///
  /// It is asked at every commit, so plainly: Hibernate takes several times as long.
  ///
  /// @throws UnusableStore when someone has begun it already
  void mustBeTheLast(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LOCK_LAST);
        ResultSet last = select.executeQuery()) {
      if (!last.next() || EpochRow.number(last.getLong(1), last.getInt(2)) != number) {
        throw new UnusableStore("another process has opened the store since this one did");
      }
    }
  }
}
