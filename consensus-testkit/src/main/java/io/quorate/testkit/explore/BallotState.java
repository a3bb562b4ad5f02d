package io.quorate.testkit.explore;

import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.paxos.Message.Prepare;
import java.util.List;
import java.util.Optional;

/// What the owner of a ballot has sent in it; all of it can be delivered at any time, any number of
/// times, to any acceptor, or never.
///
/// @param prepare its prepare, once it has begun
/// @param leads whether a quorum has promised
/// @param proposed what it has proposed since
/// @param learned the commit index it has told
record BallotState(Optional<Prepare> prepare, boolean leads, List<Accept> proposed, long learned) {
  static final BallotState UNUSED = new BallotState(Optional.empty(), false, List.of(), 0);

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
