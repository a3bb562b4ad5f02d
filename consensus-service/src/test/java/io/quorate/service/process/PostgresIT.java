package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Whole replicas on PostgreSQL, a database each, with nothing but `spring.datasource.*` set.
class PostgresIT {
  /// What a drain may take.
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final int FENCED = 70;

  private static EmbeddedPostgres postgres;
  private static ProcessCluster cluster;
  private final Caller caller = new Caller();

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "on").start();
    cluster = ProcessCluster.startThree("postgres", PostgresIT::newStore);
  }

  @AfterAll
  static void stop() throws IOException {
    cluster.close();
    postgres.close();
  }

  @AfterEach
  void hangUp() {
    caller.close();
  }

  private static List<String> newStore(String id) {
    execute("create database store_" + id);
    return List.of(
        "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "store_" + id),
        "--spring.datasource.username=postgres");
  }

  @Test
  void aKilledReplicaCatchesUp() {
    ReplicaProcess a = cluster.replica("a");
    ReplicaProcess b = cluster.replica("b");
    ReplicaProcess c = cluster.replica("c");
    assertThat(c.dataDir()).doesNotExist();
    Caller.assertWritten(caller.put(c, "before", "1"));
    c.kill();
    awaitWrite("a and b go on", b, "during");
    assertThat(caller.get(a, "during").body()).isEqualTo("v");
    c.start();
    cluster.awaitJoined(c);
    assertThat(caller.get(c, "before").body()).isEqualTo("1");
    assertThat(caller.get(c, "during").body()).isEqualTo("v");
  }

  @Test
  void aSecondProcessTakesTheStoreFromTheFirst() {
    ReplicaProcess a = cluster.replica("a");
    ReplicaProcess b = cluster.replica("b");
    ReplicaProcess twin = ProcessCluster.twinOf(a);
    try {
      twin.start();
      await("a is told at its next commit")
          .atMost(ProcessCluster.PATIENCE)
          .untilAsserted(() -> {
            Caller.assertWritten(caller.put(b, "after", "v"));
            assertThat(a.isAlive()).isFalse();
          });
      assertThat(a.awaitExit(LIMIT)).as(a::lastOutput).isEqualTo(FENCED);
      assertThat(a.readOutput()).contains("another process has opened the store");
      assertThat(twin.isAlive()).as(twin::lastOutput).isTrue();
    } finally {
      twin.kill();
    }
    awaitWrite("b and c go on", b, "after");
    a.start();
    cluster.awaitJoined(a);
    assertThat(caller.get(a, "after").body()).isEqualTo("v");
  }

  /// It takes nothing any more and refuses nothing either, as a disk that hangs.
  @Test
  void aReplicaWhoseStoreHangsEndsAllTheSame() throws SQLException {
    ReplicaProcess b = cluster.replica("b");
    ReplicaProcess c = cluster.replica("c");
    try (Connection other = connect("store_c");
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select number from epoch for update");
      await("a write of c hangs")
          .atMost(ProcessCluster.PATIENCE)
          .untilAsserted(() -> {
            Caller.assertWritten(caller.put(b, "hung", "v"));
            assertThat(isAnyoneHeldUp(statement)).isTrue();
          });
      c.terminate();
      c.awaitExit(LIMIT);
      assertThat(c.readOutput()).contains("the disk did not take the last writes");
    }
    c.start();
    cluster.awaitJoined(c);
    assertThat(caller.get(c, "hung").body()).isEqualTo("v");
  }

  private void awaitWrite(String what, ReplicaProcess replica, String key) {
    await(what)
        .atMost(ProcessCluster.PATIENCE)
        .untilAsserted(() -> Caller.assertWritten(caller.put(replica, key, "v")));
  }

  private static boolean isAnyoneHeldUp(Statement statement) throws SQLException {
    String sql =
        "select 1 from pg_stat_activity"
            + " where datname = current_database() and wait_event_type = 'Lock'";
    try (ResultSet waiting = statement.executeQuery(sql)) {
      return waiting.next();
    }
  }

  private static Connection connect(String database) throws SQLException {
    return postgres.getDatabase("postgres", database).getConnection();
  }

  private static void execute(String sql) {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new AssertionError(sql, failed);
    }
  }
}
