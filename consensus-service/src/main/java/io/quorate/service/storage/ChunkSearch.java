package io.quorate.service.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.OptionalLong;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.SFChunk;
import org.h2.mvstore.SingleFileStore;
import org.jspecify.annotations.Nullable;

/// Looks for chunks as H2 does when it opens a file, but into none of them.
final class ChunkSearch extends SingleFileStore {
  private final FileChannel channel;

  private ChunkSearch(FileChannel channel) {
    super(Map.of());
    this.channel = channel;
  }

  /// The version of the chunk that H2 would go on from.
  static long newestVersion(String file) {
    try (MVStore store = new MVStore.Builder().fileName(file).readOnly().open()) {
      return store.getFileStore().lastChunkVersion();
    }
  }

  /// Where the chunk after this one ends, in bytes, if it is in one of the places where H2 looks
  /// for it besides the header: where it expected to write it, and at the end of the file.
  static OptionalLong endOfNext(FileChannel channel, Anchor chunk) throws IOException {
    ChunkSearch search = new ChunkSearch(channel);
    SFChunk next = search.readChunkHeaderAndFooter(chunk.next() / Anchor.BLOCK, chunk.id() + 1);
    SFChunk last = search.discoverChunk(channel.size() / Anchor.BLOCK);
    SFChunk found = isAfter(next, chunk) ? next : isAfter(last, chunk) ? last : null;
    return found == null
        ? OptionalLong.empty()
        : OptionalLong.of((found.block + found.len) * Anchor.BLOCK);
  }

  private static boolean isAfter(@Nullable SFChunk found, Anchor chunk) {
    return found != null && found.version == chunk.version() + 1;
  }

  @Override
  public ByteBuffer readFully(@Nullable SFChunk chunk, long position, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    DataUtils.readFully(channel, position, bytes);
    return bytes;
  }
}
