package io.quorate.testkit.explore;

import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.paxos.Message.Prepare;
import io.quorate.core.quorum.QuorumSystem;
import java.util.List;
import java.util.Optional;

/// What the owner of a ballot has sent in it; all of it can be delivered at any time, any number of
/// times, to any acceptor, or never.
///
/// @param prepare its prepare, once it has begun
/// @param quorums the system in force above what the prepare knows chosen, and once it leads, above
///   what a promise knew chosen
/// @param leads whether a quorum has promised
/// @param proposed what it has proposed since
/// @param learned the commit index it has told
record BallotState(
    Optional<Prepare> prepare,
    QuorumSystem quorums,
    boolean leads,
    List<Accept> proposed,
    long learned) {

  static BallotState unused(QuorumSystem quorums) {
    return new BallotState(Optional.empty(), quorums, false, List.of(), 0);
  }

  /// With more proposals, or more of them chosen.
  BallotState with(List<Accept> proposals, long chosenUpTo) {
    return new BallotState(prepare, quorums, leads, proposals, chosenUpTo);
  }

  /// Whether it has proposed a change that it does not know chosen.
  boolean isChanging() {
    for (Accept accept : proposed) {
      long slot = accept.firstSlot();
      for (Decree decree : accept.decrees()) {
        if (slot++ > learned && decree instanceof Decree.Change) {
          return true;
        }
      }
    }
    return false;
  }

  /// What this ballot proposes in a slot.
  Optional<Decree> decree(long slot) {
    for (Accept accept : proposed) {
      long place = slot - accept.firstSlot();
      if (place >= 0 && place < accept.decrees().size()) {
        return Optional.of(accept.decrees().get((int) place));
      }
    }
    return Optional.empty();
  }

  /// The first slot that it has not proposed, of those after what was chosen when it began to lead.
  long nextSlot() {
    Accept last = proposed.getLast();
    return last.firstSlot() + last.decrees().size();
  }
}
