package io.quorate.service.watch;

import io.quorate.core.keyspace.Change;
import io.quorate.core.keyspace.Entry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What one revision did to the keys of a filter. All watches with that filter share it, and its
/// written form: it is written once, whoever comes first. Safe for any thread.
public final class Message {
  private static final int OVERHEAD = 200;

  private final long revision;
  private final List<Change> changes;
  private final boolean previous;
  private final long bytes;
  private final Map<Form, byte[]> written = new EnumMap<>(Form.class);

  /// A message.
  ///
  /// @param changes those that match; at least one
  /// @param previous whether what they replaced is told
  public Message(long revision, List<Change> changes, boolean previous) {
    this.revision = revision;
    this.changes = List.copyOf(changes);
    this.previous = previous;
    this.bytes = changes.stream().mapToLong(change -> bytes(change, previous)).sum();
  }

  private static long bytes(Change change, boolean previous) {
    long replaced = previous ? bytes(change.previous()) : 0;
    return OVERHEAD + change.key().length() + bytes(change.now()) + replaced;
  }

  private static long bytes(Optional<Entry> entry) {
    return entry.map(one -> (long) one.value().length).orElse(0L);
  }

  /// The revision that made the changes.
  public long revision() {
    return revision;
  }

  /// The changes, in the order in which they were made.
  public List<Change> changes() {
    return changes;
  }

  /// Whether what they replaced is told.
  public boolean previous() {
    return previous;
  }

  /// What it takes in a buffer, more or less.
  long bytes() {
    return bytes;
  }

  /// The message in this form; must not be changed.
  ///
  /// @param writer writes it, if nobody has yet
  public synchronized byte[] in(Form form, Function<Message, byte[]> writer) {
    return written.computeIfAbsent(form, _ -> writer.apply(this));
  }
}
