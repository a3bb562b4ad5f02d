package io.quorate.service.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.paxos.Write;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The embedded store.
class H2StoreTest extends StoreContract {
  @TempDir Path directory;

  @Override
  Map<String, String> newStore() {
    return Map.of("quorate.data-dir", directory.resolve("deeper/store of a").toString());
  }

  @Override
  Map<String, String> sharedStore() {
    return Map.of(
        "spring.datasource.url",
        "jdbc:h2:mem:shared;DB_CLOSE_DELAY=-1",
        "spring.datasource.username",
        EmbeddedStore.USER);
  }

  private Path file() {
    return directory.resolve("deeper/store of a/store.mv.db");
  }

  @Test
  void aStoreThatIsInUseIsRefusedWithOneSentenceAndNotTouched() throws IOException {
    Map<String, String> settings = newStore();
    FileTime longAgo = FileTime.fromMillis(1_000);
    try (OpenStore open = OpenStore.with(settings)) {
      write(open.store(), List.of(new Write.Admitted()));
      Files.setLastModifiedTime(file(), longAgo);
      assertThatThrownBy(() -> OpenStore.with(settings))
          .hasStackTraceContaining("another process has the store in")
          .hasStackTraceContaining("each replica needs a quorate.data-dir of its own");
      assertThat(Files.getLastModifiedTime(file())).isEqualTo(longAgo);
    }
    OpenStore.with(settings).close();
  }

  @Test
  void noCommitToAFileThatOthersAreLockedOutOfLooksForThem() {
    try (OpenStore open = OpenStore.with(newStore())) {
      open.sql().sql("delete from epoch").update();
      write(open.store(), List.of(new Write.Admitted()));
    }
  }

  @Test
  void aFileWhoseTwoNewestChunksAreDamagedIsRefused() throws IOException {
    assertRefusedWithDamage(8192, "neither of the two newest chunks");
  }

  @Test
  void aFileWithADamagedHeaderIsRefused() throws IOException {
    assertRefusedWithDamage(4096, "the header");
  }

  private void assertRefusedWithDamage(long from, String what) throws IOException {
    Map<String, String> settings = newStore();
    try (OpenStore open = OpenStore.with(settings)) {
      write(open.store(), List.of(new Write.Admitted()), List.of(new Write.Met(B, 1)));
    }
    try (RandomAccessFile damaged = new RandomAccessFile(file().toFile(), "rw")) {
      for (long at = from; at < Files.size(file()); at += 4096) {
        damaged.seek(at + 20);
        damaged.write(0);
      }
    }
    assertThatThrownBy(() -> OpenStore.with(settings))
        .hasStackTraceContaining(CorruptStore.class.getName())
        .hasStackTraceContaining(what);
  }

  @Test
  void nothingIsWrittenOutsideOfTheDataDirectory() throws IOException {
    OpenStore.with(newStore()).close();
    try (var files = Files.list(file().getParent())) {
      assertThat(files).containsExactlyInAnyOrder(file(), file().resolveSibling("store.lock"));
    }
  }

  @Test
  void howLongDurabilityTakesIsMeasured() {
    try (OpenStore open = OpenStore.with(newStore())) {
      write(open.store(), List.of(new Write.Admitted()), List.of(new Write.Met(B, 1)));
      assertThat(open.meters().get("quorate.durable.commit").timer().count()).isEqualTo(2);
      assertThat(open.meters().get("quorate.durable.commit.groups").summary().totalAmount())
          .isEqualTo(2);
    }
  }
}
