package io.quorate.core.register;

import io.quorate.core.quorum.Joint;
import io.quorate.core.quorum.QuorumSystem;
import java.util.Comparator;

/// Which quorum system decides about the registers, as the log has put it in force: two of them
/// while the registers move from the one to the other.
///
/// The log orders all configurations: at a slot that changes the quorum system the registers begin
/// to move, and a later slot says that they have. So everyone knows of two which is the newer.
///
/// @param slot the slot of the log that put the newest of its systems in force; 0 for the first
/// @param quorums what a quorum of the registers has to satisfy; [Joint] while they move
public record RegisterConfiguration(long slot, QuorumSystem quorums)
    implements Comparable<RegisterConfiguration> {

  private static final Comparator<RegisterConfiguration> ORDER =
      Comparator.comparingLong(RegisterConfiguration::slot)
          .thenComparing(RegisterConfiguration::isMoving, Comparator.reverseOrder());

  /// The first: nothing was changed since the cluster was founded.
  public static RegisterConfiguration of(QuorumSystem founding) {
    return new RegisterConfiguration(0, founding);
  }

  /// Whether both an old and a new system count.
  public boolean isMoving() {
    return quorums instanceof Joint;
  }

  /// The system that the registers come from while they move, and otherwise the one they have.
  public QuorumSystem before() {
    return quorums instanceof Joint(QuorumSystem before, QuorumSystem _) ? before : quorums;
  }

  /// The system that the registers go to while they move, and otherwise the one they have.
  public QuorumSystem after() {
    return quorums instanceof Joint(QuorumSystem _, QuorumSystem after) ? after : quorums;
  }

  /// Once another system is in force. A move that is under way is given up for the new one: every
  /// operation has satisfied the system that it comes from, too.
  public RegisterConfiguration changed(long atSlot, QuorumSystem to) {
    return new RegisterConfiguration(atSlot, new Joint(before(), to));
  }

  /// Once the move that this slot has begun is over; the same if it is, or was given up.
  public RegisterConfiguration moved(long begunAt) {
    return isMoving() && begunAt == slot ? new RegisterConfiguration(slot, after()) : this;
  }

  /// Whether this one is older.
  public boolean isBelow(RegisterConfiguration other) {
    return compareTo(other) < 0;
  }

  /// Whether a member with this configuration may answer who asks with that one. A joint quorum
  /// holds one of the new system, so the end of a move refuses nobody.
  public boolean admits(RegisterConfiguration asker) {
    return asker.slot >= slot;
  }

  @Override
  public int compareTo(RegisterConfiguration other) {
    return ORDER.compare(this, other);
  }
}
