package io.quorate.service.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A file on a disk that keeps only what was forced, and everything that was done to it, in order.
final class ForgetfulFile {
  static final String FAILURE = "the disk failed once, and says so once";

  /// What happened to the file, or beside it.
  sealed interface Event {
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    record Write(long position, byte[] bytes) implements Event {}

    record Truncate(long size) implements Event {}

    record Force() implements Event {}

    /// What was written since the last one is lost, though it can be read for now and later forces
    /// succeed: so do operating systems that take a page for clean once they failed to write it.
    record FailedForce() implements Event {}

    /// Something a test wants to find in its place among the others.
    record Note(Object what) implements Event {}
  }

  private final DiskImage start;
  private final DiskImage now;
  private final List<Event> events = new ArrayList<>();
  private boolean failNextForce;
  private boolean locked;

  ForgetfulFile(DiskImage start) {
    this.start = start;
    this.now = start.copy();
  }

  DiskImage start() {
    return start;
  }

  synchronized List<Event> events() {
    return List.copyOf(events);
  }

  synchronized void note(Object what) {
    events.add(new Event.Note(what));
  }

  synchronized void failNextForce() {
    failNextForce = true;
  }

  synchronized long size() {
    return now.size();
  }

  synchronized int read(long position, byte[] bytes) {
    return now.read(position, bytes);
  }

  synchronized void write(long position, byte[] bytes) {
    events.add(new Event.Write(position, bytes));
    now.write(position, bytes, 0, bytes.length);
  }

  synchronized void truncate(long size) {
    if (size < now.size()) {
      events.add(new Event.Truncate(size));
      now.truncate(size);
    }
  }

  synchronized void force() throws IOException {
    if (failNextForce) {
      failNextForce = false;
      events.add(new Event.FailedForce());
      throw new IOException(FAILURE);
    }
    events.add(new Event.Force());
  }

  synchronized boolean lock() {
    boolean free = !locked;
    locked = true;
    return free;
  }

  synchronized void unlock() {
    locked = false;
  }
}
