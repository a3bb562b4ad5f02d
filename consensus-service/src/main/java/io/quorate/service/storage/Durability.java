package io.quorate.service.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.hibernate.LockMode;

/// What each database needs for a commit to survive a power loss.
enum Durability {

  /// Its commit writes but never syncs.
  H2 {
    @Override
    void prepare(Connection connection) {}

    @Override
    void boundWaits(Connection connection) {}

    // Nobody else gets at its file while it is open, and to lock a row is to write it.
    @Override
    LockMode epochLock() {
      return LockMode.READ;
    }

    @Override
    void afterCommit(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("checkpoint sync");
      }
    }
  },

  /// Its commit is durable, unless someone traded that for speed.
  POSTGRESQL {
    @Override
    void prepare(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set session synchronous_commit = on");
        refuseWithoutSync(statement);
      }
    }

    @Override
    void boundWaits(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set local lock_timeout = " + LOCK_PATIENCE.toMillis());
      }
    }

    @Override
    LockMode epochLock() {
      return LockMode.PESSIMISTIC_WRITE;
    }

    @Override
    void afterCommit(Connection connection) {}
  };

  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(5);

  /// @throws UnusableStore when it is none of these
  static Durability of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product) {
      case "H2" -> H2;
      case "PostgreSQL" -> POSTGRESQL;
      default ->
          throw new UnusableStore(
              "a replica stores in H2 or PostgreSQL, but spring.datasource.url leads to "
                  + product);
    };
  }

  /// Once for the connection that will commit.
  ///
  /// @throws UnusableStore when the database is set up to lose commits
  abstract void prepare(Connection connection) throws SQLException;

  /// In the transaction that is under way nothing waits for ever for what another process holds.
  abstract void boundWaits(Connection connection) throws SQLException;

  /// How a commit looks whether the store is still its own, so that this stays true until it ends.
  abstract LockMode epochLock();

  /// Returns when everything that this connection has committed is on stable storage.
  abstract void afterCommit(Connection connection) throws SQLException;

  private static void refuseWithoutSync(Statement statement) throws SQLException {
    try (ResultSet fsync = statement.executeQuery("show fsync")) {
      if (!fsync.next() || !fsync.getString(1).equals("on")) {
        throw new UnusableStore(
            "PostgreSQL runs with fsync = off: it forgets acknowledged writes in a power loss");
      }
    }
  }
}
