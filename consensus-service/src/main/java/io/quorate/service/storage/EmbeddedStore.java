package io.quorate.service.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.h2.api.ErrorCode;
import org.h2.engine.Constants;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/// A replica's own H2 database in its data directory, open from here to [#close].
final class EmbeddedStore implements AutoCloseable {
  static final String USER = "sa";
  static final String PASSWORD = "";
  private static final String NAME = "store";
  private static final String URL = "jdbc:h2:" + AnchoredFiles.SCHEME + ":";

  private final String url;
  private final Closeable lock;

  private EmbeddedStore(String url, Closeable lock) {
    this.url = url;
    this.lock = lock;
  }

  /// Whether this directory has a store.
  static boolean isIn(Path dataDir) {
    return Files.exists(dataDir.resolve(NAME + Constants.SUFFIX_MV_FILE));
  }

  /// Opens the store in this directory, or makes a new one where there is none.
  ///
  /// @throws UnusableStore when another process has it open, or when it can not be opened
  /// @throws CorruptStore when the file is damaged
  static EmbeddedStore in(Path dataDir) {
    Path directory = dataDir.toAbsolutePath().normalize();
    if (directory.toString().contains(";")) {
      throw new UnusableStore("quorate.data-dir must have no ';' in it: " + directory);
    }
    try {
      Path existing = create(directory);
      FileChannel lock = lock(directory);
      try {
        EmbeddedStore store = open("file:" + directory.resolve(NAME), lock);
        syncNames(directory, existing);
        return store;
      } catch (IOException | RuntimeException failed) {
        lock.close();
        throw failed;
      }
    } catch (IOException failed) {
      throw new UnusableStore("can not make the store in " + directory, failed);
    }
  }

  /// Opens the store in this file, or makes a new one where there is none.
  ///
  /// @param file in H2's notation for files, without the suffix
  static EmbeddedStore open(String file) {
    return open(file, () -> {});
  }

  private static EmbeddedStore open(String file, Closeable lock) {
    AnchoredFiles.register();
    EmbeddedStore store = new EmbeddedStore(url(file), lock);
    try {
      AnchoredFiles.settle(file + Constants.SUFFIX_MV_FILE);
      store.connect().close();
      return store;
    } catch (SQLException failed) {
      throw unusable(file, failed.getErrorCode(), failed);
    } catch (MVStoreException failed) {
      throw unusable(file, failed.getErrorCode(), failed);
    } catch (IOException failed) {
      throw unusable(file, 0, failed);
    }
  }

  /// Whether a connection leads to an embedded store.
  static boolean isAt(String url) {
    return url.startsWith(URL);
  }

  private static String url(String file) {
    return URL
        + file
        // Every commit is written at once, and by the thread that commits.
        + ";WRITE_DELAY=0"
        // AnchoredFiles sees to it that space which is still needed is not used again.
        + ";RETENTION_TIME=0"
        // Open until the process ends: nothing but the writer and its syncs may touch the file.
        + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE"
        // The log is read once, in order, so a cache would hold what nobody asks for; in KiB.
        + ";CACHE_SIZE=8192"
        // No trace file beside the database.
        + ";TRACE_LEVEL_FILE=0";
  }

  String url() {
    return url;
  }

  /// The voters as [MembershipRow] has them; empty in a store that was never founded, or that is
  /// from before stores kept them.
  Optional<String> voters() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select voters from membership")) {
      return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
    } catch (SQLException failed) {
      return switch (failed.getErrorCode()) {
        case ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1,
            ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1 ->
            Optional.empty();
        default -> throw unusable(url, failed.getErrorCode(), failed);
      };
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url, USER, PASSWORD);
  }

  /// Creates the directory and returns the closest one above that was there before.
  private static Path create(Path directory) throws IOException {
    Path existing = directory;
    while (!Files.exists(existing)) {
      existing = existing.resolveSibling("..").normalize();
    }
    Files.createDirectories(directory);
    return existing;
  }

  /// Keeps everyone else away before a byte is changed: to settle a file that another process is
  /// writing to would destroy what that one has acknowledged. H2's own lock comes too late for it.
  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("store.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (isFree(channel)) {
      return channel;
    }
    channel.close();
    throw inUse(directory.toString(), null);
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException thisProcess) {
      return false;
    }
  }

  private static UnusableStore inUse(String where, @Nullable Exception cause) {
    return new UnusableStore(
        "another process has the store in %s open; each replica needs a quorate.data-dir of its own"
            .formatted(where),
        cause);
  }

  /// A file is only as durable as its name in each directory above it.
  private static void syncNames(Path directory, Path upTo) throws IOException {
    if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    for (@Nullable Path at = directory; at != null && at.startsWith(upTo); at = at.getParent()) {
      try (FileChannel names = FileChannel.open(at, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }

  private static UnusableStore unusable(String file, int code, Exception failed) {
    return switch (code) {
      case ErrorCode.DATABASE_ALREADY_OPEN_1, DataUtils.ERROR_FILE_LOCKED -> inUse(file, failed);
      case ErrorCode.FILE_CORRUPTED_1, DataUtils.ERROR_FILE_CORRUPT ->
          new CorruptStore("the file " + file, failed);
      default -> new UnusableStore("can not open the store in " + file, failed);
    };
  }

  /// Lets go of the file as a crash would: what counts is already synced, and there is no second
  /// way out that would have to be proven.
  @Override
  public void close() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("shutdown immediately");
      lock.close();
    } catch (SQLException alreadyClosed) {
      throw new UncheckedIOException(new IOException(alreadyClosed));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
