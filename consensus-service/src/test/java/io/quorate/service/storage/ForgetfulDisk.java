package io.quorate.service.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.h2.store.fs.FakeFileChannel;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;

/// H2's files under `forgetful:`, in memory, each a [ForgetfulFile].
public final class ForgetfulDisk extends FilePath {
  private static final String SCHEME = "forgetful";
  private static final NavigableMap<String, ForgetfulFile> FILES = new ConcurrentSkipListMap<>();

  static {
    FilePath.register(new ForgetfulDisk());
  }

  /// Puts a file there under the name of an H2 database and returns it.
  static ForgetfulFile insert(String database, DiskImage image) {
    ForgetfulFile file = new ForgetfulFile(image);
    FILES.put(database + ".mv.db", file);
    return file;
  }

  static void remove(String database) {
    FILES.remove(database + ".mv.db");
  }

  private ForgetfulFile file() {
    return FILES.computeIfAbsent(name, _ -> new ForgetfulFile(new DiskImage()));
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FilePath getPath(String path) {
    ForgetfulDisk named = new ForgetfulDisk();
    named.name = path;
    return named;
  }

  @Override
  public FileChannel open(String mode) {
    return new Channel(file());
  }

  @Override
  public long size() {
    return file().size();
  }

  @Override
  public boolean exists() {
    return isDirectory() || FILES.containsKey(name);
  }

  @Override
  public boolean createFile() {
    boolean absent = !exists();
    file();
    return absent;
  }

  @Override
  public void delete() {
    FILES.remove(name);
  }

  @Override
  public void moveTo(FilePath newName, boolean atomicReplace) {
    throw new UnsupportedOperationException("H2 was not seen to rename anything");
  }

  @Override
  public List<FilePath> newDirectoryStream() {
    return FILES.keySet().stream()
        .filter(file -> file.startsWith(name))
        .map(this::getPath)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  @Override
  public FilePath toRealPath() {
    return this;
  }

  @Override
  public FilePath getParent() {
    return getPath(SCHEME + ":/");
  }

  @Override
  public boolean isDirectory() {
    return name.endsWith("/");
  }

  @Override
  public boolean isRegularFile() {
    return FILES.containsKey(name);
  }

  @Override
  public boolean isAbsolute() {
    return true;
  }

  @Override
  public long lastModified() {
    return 0;
  }

  @Override
  public boolean canWrite() {
    return true;
  }

  @Override
  public void createDirectory() {}

  @Override
  public boolean setReadOnly() {
    return false;
  }

  private static final class Channel extends FileBaseDefault {
    private final ForgetfulFile file;
    private boolean locked;

    Channel(ForgetfulFile file) {
      this.file = file;
    }

    @Override
    public long size() {
      return file.size();
    }

    @Override
    public synchronized int read(ByteBuffer to, long position) {
      byte[] bytes = new byte[to.remaining()];
      int count = file.read(position, bytes);
      to.put(bytes, 0, count);
      return count == 0 && bytes.length > 0 ? -1 : count;
    }

    @Override
    public synchronized int write(ByteBuffer from, long position) {
      byte[] bytes = new byte[from.remaining()];
      from.get(bytes);
      file.write(position, bytes);
      return bytes.length;
    }

    @Override
    protected void implTruncate(long size) {
      file.truncate(size);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      file.force();
    }

    @Override
    public @Nullable FileLock tryLock(long position, long size, boolean shared) {
      locked = file.lock();
      return locked ? new Lock(position, size, shared) : null;
    }

    @Override
    protected void implCloseChannel() {
      if (locked) {
        file.unlock();
      }
    }

    private final class Lock extends FileLock {
      Lock(long position, long size, boolean shared) {
        super(FakeFileChannel.INSTANCE, position, size, shared);
      }

      @Override
      public boolean isValid() {
        return true;
      }

      @Override
      public void release() {
        file.unlock();
      }
    }
  }
}
