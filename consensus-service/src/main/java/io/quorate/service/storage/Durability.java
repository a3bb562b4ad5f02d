package io.quorate.service.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// What each kind of store needs for a commit to survive a power loss, and to be this process's
/// own.
enum Durability {

  /// The replica's own file. Nobody else gets at it while it is open: [EmbeddedStore] has it
  /// locked, so no commit has to look.
  EMBEDDED {
    @Override
    void mustBeTheLast(Epoch epoch, Connection connection) {}

    @Override
    void afterCommit(Connection connection) throws SQLException {
      sync(connection);
    }
  },

  /// An H2 that the settings name.
  H2 {
    @Override
    void afterCommit(Connection connection) throws SQLException {
      sync(connection);
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
    void afterCommit(Connection connection) {}
  };

  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(5);

  /// @throws UnusableStore when it is none of these
  static Durability of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product) {
      case "H2" -> EmbeddedStore.isAt(connection.getMetaData().getURL()) ? EMBEDDED : H2;
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
  void prepare(Connection connection) throws SQLException {}

  /// In the transaction that is under way nothing waits for ever for what another process holds.
  void boundWaits(Connection connection) throws SQLException {}

  /// In the transaction that is under way: the store is still this process's, and stays so until
  /// that ends.
  ///
  /// @throws UnusableStore when another process has opened it since this epoch began
  void mustBeTheLast(Epoch epoch, Connection connection) throws SQLException {
    epoch.mustBeTheLast(connection);
  }

  /// Returns when everything that this connection has committed is on stable storage.
  abstract void afterCommit(Connection connection) throws SQLException;

  /// H2's commit writes but never syncs.
  private static void sync(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("checkpoint sync");
    }
  }

  private static void refuseWithoutSync(Statement statement) throws SQLException {
    try (ResultSet fsync = statement.executeQuery("show fsync")) {
      if (!fsync.next() || !fsync.getString(1).equals("on")) {
        throw new UnusableStore(
            "PostgreSQL runs with fsync = off: it forgets acknowledged writes in a power loss");
      }
    }
  }
}
