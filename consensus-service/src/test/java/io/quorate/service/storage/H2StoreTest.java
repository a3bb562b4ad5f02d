package io.quorate.service.storage;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/// The embedded store.
class H2StoreTest extends StoreContract {
  @TempDir Path directory;

  @Override
  Map<String, String> newStore() {
    return Map.of("quorate.data-dir", directory.resolve("deeper/store of a").toString());
  }
}
