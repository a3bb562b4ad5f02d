package io.quorate.service.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.service.storage.ForgetfulFile.Event;
import io.quorate.service.storage.PowerCut.Damage;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;

/// What [AnchoredFiles] adds to H2's store, with H2 left to sync nothing by itself.
class AnchoredFilesTest {
  private static final int CHUNKS = 40;
  private static final int CUTS = 2000;

  private final long seed = Long.getLong("quorate.seed", System.nanoTime());

  AnchoredFilesTest() {
    AnchoredFiles.register();
  }

  private static MVStore open(String name) throws IOException {
    AnchoredFiles.settle(name + ".mv.db");
    return reopen(name);
  }

  private static MVStore reopen(String name) {
    MVStore store =
        new MVStore.Builder().fileName("anchored:" + name + ".mv.db").autoCommitDisabled().open();
    store.setRetentionTime(0);
    store.setVersionsToKeep(0);
    return store;
  }

  /// Keys 0 to 9 are set to 1, 2, 3 and so on in turn, each by a chunk of its own.
  private static ForgetfulFile written(SplittableRandom random) throws IOException {
    ForgetfulFile file = ForgetfulDisk.insert("forgetful:/chunks", new DiskImage());
    MVStore store = open("forgetful:/chunks");
    var map = store.<Integer, byte[]>openMap("map");
    for (int i = 1; i <= CHUNKS; i++) {
      byte[] value = new byte[random.nextInt(8, 20_000)];
      random.nextBytes(value);
      value[0] = (byte) i;
      map.put(i % 10, value);
      store.commit();
    }
    store.closeImmediately();
    return file;
  }

  @Test
  void noChunkIsWrittenBeforeTheOneBeforeItIsForced() throws IOException {
    int unforced = 0;
    for (Event event : written(new SplittableRandom(seed)).events()) {
      if (event instanceof Event.Force) {
        unforced = 0;
      }
      unforced += isChunk(event) ? 1 : 0;
      assertThat(unforced).as("chunks that were not forced").isLessThanOrEqualTo(1);
    }
  }

  @Test
  void atMostTheNewestChunkIsLost() throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    ForgetfulFile file = written(random);
    PowerCut cut = new PowerCut(file);
    int made = chunks(file.events());
    for (int point : random.ints(CUTS, 0, cut.points() + 1).sorted().toArray()) {
      ForgetfulDisk.insert("forgetful:/cut", cut.before(point, Damage.any(random), random));
      int unwritten = made - chunks(file.events().subList(0, point));
      MVStore store = open("forgetful:/cut");
      assertThat(highest(store))
          .as("the last value of %d; cut before event %d, seed %d", CHUNKS, point, seed)
          .isGreaterThanOrEqualTo(CHUNKS - unwritten - 1);
      store.closeImmediately();
    }
  }

  /// The next sync succeeds, and would vouch for a chunk that rests on one that is lost.
  @Test
  void afterAFailedSyncNothingIsWrittenUntilAnotherProcessHasSettledTheFile() throws IOException {
    ForgetfulFile file = written(new SplittableRandom(seed));
    MVStore store = open("forgetful:/chunks");
    var map = store.<Integer, byte[]>openMap("map");
    map.put(1, new byte[] {1});
    store.commit();
    file.failNextForce();
    assertThatThrownBy(store::sync).hasRootCauseMessage(ForgetfulFile.FAILURE);
    int failed = file.events().size();

    map.put(1, new byte[] {2});
    assertThatThrownBy(store::commit).hasRootCauseInstanceOf(IOException.class);
    assertThatThrownBy(() -> reopen("forgetful:/chunks")).hasRootCauseInstanceOf(IOException.class);
    assertThat(file.events()).as("whatever is written or forced").hasSize(failed);

    open("forgetful:/chunks").closeImmediately();
  }

  private static int highest(MVStore store) {
    return store.<Integer, byte[]>openMap("map").values().stream()
        .mapToInt(value -> value[0])
        .max()
        .orElse(0);
  }

  private static int chunks(List<Event> events) {
    return (int) events.stream().filter(AnchoredFilesTest::isChunk).count();
  }

  private static boolean isChunk(Event event) {
    return event instanceof Event.Write write && write.position() >= 2 * DiskImage.PAGE;
  }
}
