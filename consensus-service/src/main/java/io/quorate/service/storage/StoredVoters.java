package io.quorate.service.storage;

import io.quorate.service.config.Peers;
import java.nio.file.Path;
import java.util.Optional;

/// Who the voters of a cluster are, for someone who has to know it before a replica starts.
public final class StoredVoters {

  private StoredVoters() {}

  /// Those that the embedded store in this directory names. It is open only meanwhile.
  ///
  /// @return empty when there is no store, or when it does not name them
  /// @throws UnusableStore when it can not be opened
  public static Optional<Peers> in(Path dataDir) {
    if (!EmbeddedStore.isIn(dataDir)) {
      return Optional.empty();
    }
    try (EmbeddedStore store = EmbeddedStore.in(dataDir)) {
      return store.voters().map(Peers::of);
    }
  }
}
