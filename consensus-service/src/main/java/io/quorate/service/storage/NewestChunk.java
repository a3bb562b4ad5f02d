package io.quorate.service.storage;

import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.SingleFileStore;

/// The chunk that H2 would go on from, when it is left to find one by itself.
///
/// @param version grows by one from chunk to chunk
/// @param position where it begins, in bytes
/// @param end where it ends
record NewestChunk(long version, long position, long end) {

  static Optional<NewestChunk> in(String file) {
    Search search = new Search();
    search.open(file, true, null);
    try (MVStore store = new MVStore.Builder().adoptFileStore(search).readOnly().open()) {
      return search.newest(store.getFileStore().lastChunkVersion());
    }
  }

  private static final class Search extends SingleFileStore {
    Search() {
      super(Map.of());
    }

    Optional<NewestChunk> newest(long version) {
      return getChunks().values().stream()
          .filter(chunk -> chunk.version == version)
          .map(chunk ->
              new NewestChunk(
                  version, chunk.block * Anchor.BLOCK, (chunk.block + chunk.len) * Anchor.BLOCK))
          .findFirst();
    }
  }
}
