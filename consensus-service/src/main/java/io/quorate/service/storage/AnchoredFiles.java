package io.quorate.service.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/// H2's files under `anchored:`, such that after a power loss the last synced state is found.
///
/// By itself H2 is not safe from a disk that wrote some of what was not synced and not the rest: it
/// takes a chunk for whole by its first and last bytes, and when the header leads to a chunk that
/// did not make it, it may settle for a much older state. So here
/// - the two blocks of the header are [anchors][Anchor] of the two newest chunks, in turn: one is
///   written with each chunk and covered by the same sync;
/// - no chunk is written before the one before it is synced. So only the newest can be damaged, and
///   what the last synced one needs is not overwritten, however soon H2 uses space again;
/// - to a file whose sync has failed this process writes no more, nor opens it again, whether it is
///   H2 that wants to or a pool of connections: the next sync may well succeed, and the next chunk
///   would rest on one that the disk does not have.
public final class AnchoredFiles extends FilePathWrapper {
  static final String SCHEME = "anchored";
  private static final int ANCHORS = 2;
  private static final int HEADER = ANCHORS * Anchor.BLOCK;
  private static final int FOOTER = 128;
  private static final Set<String> FAILED = ConcurrentHashMap.newKeySet();

  /// Makes H2 know the scheme.
  static void register() {
    FilePath.register(new AnchoredFiles());
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    String file = getBase().toString();
    mustNotHaveFailed(file);
    return new Channel(file, getBase().open(mode));
  }

  private static void mustNotHaveFailed(String file) throws IOException {
    if (FAILED.contains(file)) {
      throw new IOException("a sync of " + file + " has failed; only another process may go on");
    }
  }

  /// Sees to it, before H2 opens the file, that all it will find is whole and on stable storage.
  ///
  /// A newest chunk that is not whole was never synced, so nobody was told of what is in it. A
  /// whole one may have been written by a process that ended before its sync, or whose sync failed;
  /// then the operating system may believe it written when it is not. So it is written once more
  /// and synced, before anything is said on the strength of it (I6).
  ///
  /// @throws CorruptStore when neither of the two newest chunks is whole
  static void settle(String file) throws IOException {
    FAILED.remove(FilePath.get(file).toString());
    try (FileChannel channel = FilePath.get(file).open("rw")) {
      Optional<Anchor> whole = newestWhole(channel);
      if (whole.isEmpty()) {
        channel.truncate(0);
        channel.force(true);
        return;
      }
      writeFully(channel, whole.get().block(), 0);
      writeFully(channel, whole.get().block(), Anchor.BLOCK);
      hideUnfinished(channel, whole.get());
      channel.force(true);
      if (ChunkSearch.newestVersion(file) != whole.get().version()) {
        throw new CorruptStore("H2 does not find the newest chunk of its file");
      }
    }
  }

  /// Finds the newest chunk that is whole, and writes it once more; empty if the file holds none
  /// yet.
  private static Optional<Anchor> newestWhole(FileChannel channel) throws IOException {
    if (channel.size() <= HEADER) {
      return Optional.empty();
    }
    List<Anchor> anchors = newestFirst(channel);
    if (anchors.size() < ANCHORS) {
      throw new CorruptStore("the header of its file");
    }
    for (Anchor anchor : anchors) {
      if (!anchor.hasChunk()) {
        return Optional.empty();
      }
      Optional<ByteBuffer> chunk = anchor.chunk(channel);
      if (chunk.isPresent()) {
        writeFully(channel, chunk.get(), anchor.position());
        return Optional.of(anchor);
      }
      hide(channel, anchor.position() + anchor.length());
    }
    throw new CorruptStore("neither of the two newest chunks of its file is whole");
  }

  /// H2 also looks for newer chunks by itself. One that is there without its anchor was not synced,
  /// and it is not safe to let H2 look into it.
  private static void hideUnfinished(FileChannel channel, Anchor newest) throws IOException {
    OptionalLong end = ChunkSearch.endOfNext(channel, newest);
    while (end.isPresent()) {
      hide(channel, end.getAsLong());
      end = ChunkSearch.endOfNext(channel, newest);
    }
  }

  /// Takes away the footer, by which H2 tells that a chunk is finished.
  private static void hide(FileChannel channel, long chunkEnd) throws IOException {
    writeFully(channel, ByteBuffer.allocate(FOOTER), chunkEnd - FOOTER);
  }

  private static List<Anchor> newestFirst(FileChannel channel) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    while (header.hasRemaining() && channel.read(header, header.position()) >= 0) {}
    return Stream.of(0, Anchor.BLOCK)
        .map(at -> Anchor.parse(header.slice(at, Anchor.BLOCK)))
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingLong(Anchor::version).reversed())
        .toList();
  }

  private static void writeFully(FileChannel channel, ByteBuffer from, long position)
      throws IOException {
    long at = position;
    while (from.hasRemaining()) {
      at += channel.write(from, at);
    }
  }

  private static final class Channel extends FileBaseDefault {
    private final String file;
    private final FileChannel base;
    private @Nullable Anchor newest;
    private int nextAnchorAt;
    private boolean unsynced;

    Channel(String file, FileChannel base) throws IOException {
      this.file = file;
      this.base = base;
      this.newest = newestFirst(base).stream().findFirst().orElse(null);
    }

    @Override
    public long size() throws IOException {
      return base.size();
    }

    // Reading does not wait for a sync that is under way.
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    @Override
    public int read(ByteBuffer to, long position) throws IOException {
      return base.read(to, position);
    }

    @Override
    public synchronized int write(ByteBuffer from, long position) throws IOException {
      mustNotHaveFailed(file);
      int length = from.remaining();
      if (Anchor.isChunk(from)) {
        writeChunk(from, position);
      } else if (position >= HEADER || newest == null) {
        writeOther(from, position);
      } else {
        // H2's own header, of a chunk that has an anchor already.
        from.position(from.limit());
      }
      return length;
    }

    private void writeChunk(ByteBuffer chunk, long position) throws IOException {
      if (newest == null) {
        throw new IOException("a chunk before any header");
      }
      if (unsynced) {
        force(true);
      }
      unsynced = true;
      newest = newest.at(position, chunk);
      writeFully(base, chunk, position);
      writeFully(base, newest.block(), nextAnchorAt);
      nextAnchorAt = Anchor.BLOCK - nextAnchorAt;
    }

    private void writeOther(ByteBuffer bytes, long position) throws IOException {
      unsynced = true;
      newest = position == 0 ? Anchor.parse(bytes).orElse(null) : newest;
      writeFully(base, bytes, position);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      mustNotHaveFailed(file);
      unsynced = true;
      base.truncate(size);
    }

    @Override
    public synchronized void force(boolean metaData) throws IOException {
      mustNotHaveFailed(file);
      try {
        base.force(metaData);
      } catch (IOException failed) {
        FAILED.add(file);
        throw failed;
      }
      unsynced = false;
    }

    @Override
    protected void implCloseChannel() throws IOException {
      base.close();
    }

    @Override
    public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return base.tryLock(position, size, shared);
    }
  }
}
