package io.quorate.service.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// A store in a real PostgreSQL, with nothing but `spring.datasource.*` set. As root it needs
/// `unshare`, because PostgreSQL itself refuses to run as root.
class PostgresStoreTest extends StoreContract {
  private static EmbeddedPostgres postgres;
  private static int databases;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "on").start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Override
  Map<String, String> newStore() {
    String name = "store" + databases++;
    execute("create database " + name);
    return Map.of(
        "spring.datasource.url",
        postgres.getJdbcUrl("postgres", name),
        "spring.datasource.username",
        "postgres");
  }

  @Override
  Map<String, String> sharedStore() {
    return newStore();
  }

  @Test
  void aServerThatForgetsCommitsIsRefused() throws IOException {
    try (EmbeddedPostgres forgetful =
        EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
      Map<String, String> settings =
          Map.of(
              "spring.datasource.url",
              forgetful.getJdbcUrl("postgres", "postgres"),
              "spring.datasource.username",
              "postgres");
      assertThatThrownBy(() -> OpenStore.with(settings))
          .rootCause()
          .isInstanceOf(UnusableStore.class)
          .hasMessageContaining("fsync = off");
    }
  }

  /// As when the other process is paused there: it holds the lock and does nothing more.
  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void whoeverStopsInTheMiddleOfACommitKeepsNobodyWaitingForEver() throws SQLException {
    Map<String, String> settings = newStore();
    OpenStore.with(settings).close();
    try (Connection paused =
            DriverManager.getConnection(settings.get("spring.datasource.url"), "postgres", "");
        Statement statement = paused.createStatement()) {
      paused.setAutoCommit(false);
      statement.execute("select number from epoch for update");
      assertThatThrownBy(() -> OpenStore.with(settings))
          .hasStackTraceContaining(UnusableStore.class.getName())
          .hasStackTraceContaining("stopped in the middle of a commit");
    }
    OpenStore.with(settings).close();
  }

  private static void execute(String sql) {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new AssertionError(sql, failed);
    }
  }
}
