package io.quorate.service.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A file's bytes in pages, cheap to copy: pages are shared and replaced, never changed.
final class DiskImage {
  static final int PAGE = 4096;
  private static final byte[] ZEROS = new byte[PAGE];

  private final List<byte[]> pages;
  private long size;

  DiskImage() {
    this(List.of(), 0);
  }

  private DiskImage(List<byte[]> pages, long size) {
    this.pages = new ArrayList<>(pages);
    this.size = size;
  }

  DiskImage copy() {
    return new DiskImage(pages, size);
  }

  long size() {
    return size;
  }

  /// Zeros fill what lies between the end and the position.
  void write(long position, byte[] bytes, int offset, int length) {
    grow(position + length);
    int done = 0;
    while (done < length) {
      int page = (int) ((position + done) / PAGE);
      int at = (int) ((position + done) % PAGE);
      int count = Math.min(length - done, PAGE - at);
      byte[] changed = pages.get(page).clone();
      System.arraycopy(bytes, offset + done, changed, at, count);
      pages.set(page, changed);
      done += count;
    }
  }

  private void grow(long newSize) {
    size = Math.max(size, newSize);
    while ((long) pages.size() * PAGE < size) {
      pages.add(ZEROS);
    }
  }

  void truncate(long newSize) {
    if (newSize >= size) {
      return;
    }
    int kept = (int) ((newSize + PAGE - 1) / PAGE);
    pages.subList(kept, pages.size()).clear();
    int at = (int) (newSize % PAGE);
    if (at > 0) {
      byte[] last = pages.getLast().clone();
      Arrays.fill(last, at, PAGE, (byte) 0);
      pages.set(kept - 1, last);
    }
    size = newSize;
  }

  /// Returns how many bytes there were to read, 0 at the end.
  int read(long position, byte[] bytes) {
    int length = (int) Math.min(bytes.length, Math.max(0, size - position));
    int done = 0;
    while (done < length) {
      int at = (int) ((position + done) % PAGE);
      int count = Math.min(length - done, PAGE - at);
      System.arraycopy(pages.get((int) ((position + done) / PAGE)), at, bytes, done, count);
      done += count;
    }
    return length;
  }
}
