package io.quorate.service.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Recovered;
import io.quorate.service.storage.ForgetfulFile.Event;
import io.quorate.service.storage.PowerCut.Damage;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

/// The real writer, JPA and H2 on a disk that forgets what was not forced. The history of the file
/// under load is recorded once; what a power loss would have left of it is then made for hundreds
/// of points in time, opened and compared with what had been acknowledged by then.
class PowerLossTest {
  private static final int LIVES = 3;
  private static final int GROUPS = 300;
  private static final int CUTS = 120;
  private static final int FIRST_BOOTS = 8;

  private final long seed = Long.getLong("quorate.seed", System.nanoTime());
  private final SplittableRandom random = new SplittableRandom(seed);

  PowerLossTest() {
    System.out.println("PowerLossTest: replay with -Dquorate.seed=" + seed);
  }

  @Test
  void whatWasAcknowledgedIsThereAfterAPowerLossAtAnyPoint() throws SQLException {
    DiskImage image = new DiskImage();
    boolean spaceUsedAgain = false;
    for (int life = 0; life < LIVES; life++) {
      ForgetfulFile file = ForgetfulDisk.insert("forgetful:/life", image);
      try (OpenStore open = boot("forgetful:/life")) {
        StoreModel start = open.sessions().fromStatelessSession(StoreModel::read);
        int booted = file.events().size();
        StorageHistory history = new StorageHistory(file, start);
        history.load(open.store(), GROUPS, random);
        assertThat(history.failures()).isEmpty();
        spaceUsedAgain |= spaceWasUsedAgain(file);
        image = cutManyTimes(history, file, booted, open.sessions());
        open.crash();
      }
    }
    assertThat(spaceUsedAgain).as("H2 has used space again; seed %d", seed).isTrue();
  }

  /// Cuts and checks, and returns what one of the cuts left: the next life goes on from there.
  private DiskImage cutManyTimes(
      StorageHistory history, ForgetfulFile file, int from, SessionFactory sessions)
      throws SQLException {
    PowerCut cut = new PowerCut(file);
    int[] points = points(cut, file, from);
    int kept = random.nextInt(points.length);
    DiskImage survivor = new DiskImage();
    for (int i = 0; i < points.length; i++) {
      Damage damage = Damage.any(random);
      DiskImage left = cut.before(points[i], damage, random);
      String replay = "cut before event %d, %s, seed %d".formatted(points[i], damage, seed);
      history.assertKept(points[i], read(left.copy(), sessions, replay), replay);
      survivor = i == kept ? left : survivor;
    }
    return survivor;
  }

  /// Three in four of them where something has been written and not forced, so that it matters what
  /// the disk did with it.
  private int[] points(PowerCut cut, ForgetfulFile file, int from) {
    int[] unforced =
        IntStream.range(from + 1, cut.points())
            .filter(point -> file.events().get(point) instanceof Event.Force)
            .toArray();
    return IntStream.generate(() ->
            random.nextInt(4) == 0
                ? random.nextInt(from, cut.points() + 1)
                : unforced[random.nextInt(unforced.length)])
        .limit(CUTS)
        .sorted()
        .toArray();
  }

  private static boolean spaceWasUsedAgain(ForgetfulFile file) {
    long end = 0;
    for (Event event : file.events()) {
      if (event instanceof Event.Write(long position, byte[] bytes)) {
        if (position > 2 * DiskImage.PAGE && position < end) {
          return true;
        }
        end = Math.max(end, position + bytes.length);
      }
    }
    return false;
  }

  @Test
  void aPowerLossDuringTheFirstBootLeavesAStoreThatBoots() throws SQLException {
    ForgetfulFile file = ForgetfulDisk.insert("forgetful:/new", new DiskImage());
    Identity identity;
    try (OpenStore open = boot("forgetful:/new")) {
      identity = open.store().identity();
      open.crash();
    }
    PowerCut cut = new PowerCut(file);
    int[] points = random.ints(FIRST_BOOTS, 0, cut.points() + 1).sorted().toArray();
    points[FIRST_BOOTS - 1] = cut.points();
    for (int point : points) {
      Damage damage = Damage.any(random);
      ForgetfulDisk.insert("forgetful:/again", cut.before(point, damage, random));
      try (OpenStore open = boot("forgetful:/again")) {
        assertThat(open.store().recover())
            .as("cut before event %d, %s, seed %d", point, damage, seed)
            .isEqualTo(Recovered.nothing());
        // Once the boot is over, peers hear of this incarnation.
        if (point == cut.points()) {
          assertThat(open.store().identity()).as("seed %d", seed).isEqualTo(identity);
        }
        open.crash();
      }
    }
  }

  @Test
  void aFailedForceIsFinal() throws SQLException {
    ForgetfulFile file = ForgetfulDisk.insert("forgetful:/failing", new DiskImage());
    try (OpenStore open = boot("forgetful:/failing")) {
      StoreModel start = open.sessions().fromStatelessSession(StoreModel::read);
      new StorageHistory(file, start).load(open.store(), 50, random);
      StoreModel middle = open.sessions().fromStatelessSession(StoreModel::read);
      file.failNextForce();
      int failing = file.events().size();
      StorageHistory history = new StorageHistory(file, middle);
      history.load(open.store(), 50, random);
      assertThat(history.failures()).hasSize(1);
      assertThat(history.failures().getFirst()).hasRootCauseMessage(ForgetfulFile.FAILURE);
      assertThat(file.events().subList(failing, file.events().size()))
          .as("forces after the one that failed")
          .noneMatch(event -> event instanceof Event.Force);
      assertThat(history.acknowledged()).as("I6").isZero();
      end(open);
      whatIsReadAfterARestartIsDurable(file, open.sessions());
    }
  }

  /// H2 wants to write on its way out, and is not let.
  private static void end(OpenStore open) {
    try {
      open.crash();
    } catch (SQLException closed) {
      System.out.println("closed by H2 itself: " + closed.getMessage());
    }
  }

  /// The process starts again, and finds in the operating system's memory what its last force has
  /// failed to bring to the disk.
  private static void whatIsReadAfterARestartIsDurable(ForgetfulFile file, SessionFactory sessions)
      throws SQLException {
    StoreModel found = read("forgetful:/failing", sessions);
    PowerCut cut = new PowerCut(file);
    DiskImage left = cut.before(cut.points(), Damage.ALL_LOST, new SplittableRandom(1));
    assertThat(read(left, sessions, "I6: read after a restart, then lost")).isEqualTo(found);
  }

  private static OpenStore boot(String database) {
    return OpenStore.with(
        Map.of(
            "spring.datasource.url", EmbeddedStore.open(database).url(),
            "spring.datasource.username", EmbeddedStore.USER,
            "spring.datasource.password", EmbeddedStore.PASSWORD));
  }

  private static StoreModel read(DiskImage image, SessionFactory sessions, String replay)
      throws SQLException {
    ForgetfulDisk.insert("forgetful:/cut", image);
    try {
      return read("forgetful:/cut", sessions);
    } catch (RuntimeException damaged) {
      throw new AssertionError("the store can not be read: " + replay, damaged);
    }
  }

  private static StoreModel read(String database, SessionFactory sessions) throws SQLException {
    String url = EmbeddedStore.open(database).url();
    try (Connection connection =
            DriverManager.getConnection(url, EmbeddedStore.USER, EmbeddedStore.PASSWORD);
        Statement statement = connection.createStatement()) {
      try (StatelessSession session = sessions.openStatelessSession(connection)) {
        return StoreModel.read(session);
      } finally {
        statement.execute("shutdown immediately");
      }
    }
  }
}
