package io.quorate.core.paxos;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/// What this replica has written and its disk has not made durable yet. It is bounded: a replica
/// whose disk is behind takes on nothing that it would have to write.
final class Backlog {
  /// Twice what a leader may have in flight: more than comes in during the sync of a disk that
  /// works.
  static final long MAX_BYTES = 32 << 20;

  /// What is said to those who would add to it.
  static final String WHY_NOT = "the disk of this replica is behind";

  /// What a write takes beside the decree in it.
  private static final long BYTES_OF_A_WRITE = 256;

  private record Group(long sequence, long bytes) {}

  private final Queue<Group> groups = new ArrayDeque<>();
  private final long patience;
  private long bytes;
  private long durable;
  private long progressAt;

  /// @param patience how long a write may take, in milliseconds
  Backlog(long patience) {
    this.patience = patience;
  }

  /// A group of writes is on its way to the disk.
  void add(long sequence, List<Write> writes, long now) {
    progressAt = groups.isEmpty() ? now : progressAt;
    Group group = new Group(sequence, writes.stream().mapToLong(Backlog::bytes).sum());
    bytes += group.bytes();
    groups.add(group);
  }

  private static long bytes(Write write) {
    return BYTES_OF_A_WRITE
        + (write instanceof Write.Accepted(AcceptedDecree vote) ? vote.decree().size() : 0);
  }

  /// The groups up to this sequence are durable; false when that was known.
  boolean durable(long sequence, long now) {
    if (sequence <= durable) {
      return false;
    }
    durable = sequence;
    progressAt = now;
    while (!groups.isEmpty() && groups.peek().sequence() <= sequence) {
      bytes -= groups.remove().bytes();
    }
    return true;
  }

  /// Whether the disk has made nothing durable for too long, though there is something.
  boolean hangs(long now) {
    return !groups.isEmpty() && now - progressAt > patience;
  }

  /// Whether nothing more should be written now.
  boolean isBehind(long now) {
    return bytes >= MAX_BYTES || hangs(now);
  }
}
