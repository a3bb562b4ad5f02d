package io.quorate.service.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Write;
import io.quorate.core.quorum.ReplicaId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A writer that is held up for good by what it has to wait for.
class HungDiskTest {
  @TempDir private Path directory;
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private final CompletableFuture<Boolean> works = new CompletableFuture<>();

  @Test
  void closingDoesNotWaitForIt() {
    try (OpenStore open = OpenStore.with(Map.of("quorate.data-dir", directory.toString()))) {
      GroupWriter writer = open.store().startWriter(new HeldUp());
      writer.submit(1, List.of(new Write.Promised(new Ballot(1, new ReplicaId("b")))));
      writer.close();
      assertThat(failure.getNow(new AssertionError("it did not fail")))
          .hasMessageContaining("the disk did not take the last writes");
      works.complete(true);
      writer.close();
    }
  }

  private final class HeldUp implements CommitListener {
    @Override
    public void durable(long sequence) {
      works.join();
    }

    @Override
    public void failed(Throwable cause) {
      failure.complete(cause);
    }
  }
}
