package io.quorate.core.register;

import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.RegisterMessage.Reply;
import io.quorate.core.register.RegisterMessage.Request;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One round of forgetting tombstones, in three steps that each need **every** member:
///
/// 1. [RegisterMessage.Confirm]: each member durably holds these tombstones, or something newer,
///    and tells its floor.
/// 2. [RegisterMessage.Raise]: each member durably raises its floor above all that were told, and
///    to the tombstones' highest counter. It tells the floor with every answer from now on, and
///    coordinators choose counters above it.
/// 3. [RegisterMessage.Forget]: each member drops those of the tombstones that it still holds.
///
/// That every member holds a tombstone is not enough to drop it: a write or write-back that read
/// its quorum long ago may still be under way with a value that the tombstone had outdone, and
/// would bring it back where nothing is left to outdo it. So a member that holds nothing of a
/// register, and has dropped tombstones in a round, takes a copy at or below that round's floor
/// only from a coordinator whose whole first quorum told of a floor at least as high. A member that
/// told of it had answered step 1 before, so it had nothing that the tombstones had outdone. No
/// clock is trusted.
///
/// For the same reason a first quorum is not mixed of members that have answered before a round and
/// others that have dropped its tombstones: see [FirstPhase].
///
/// A round that is given up at any point has done no harm. Used once, by one thread.
public final class Collection {
  private enum Stage {
    CONFIRM,
    RAISE,
    FORGET,
    DONE
  }

  private final Set<ReplicaId> members;
  private final Set<ReplicaId> answered = new TreeSet<>();
  private final Set<Version> lacking = new HashSet<>();
  private List<Version> tombstones;
  private Stage stage;
  private long floor;

  /// A round over these tombstones.
  ///
  /// @param members all members, the one that holds the round included
  public Collection(Set<ReplicaId> members, List<Version> tombstones) {
    this.members = Set.copyOf(members);
    this.tombstones = List.copyOf(tombstones);
    this.stage = tombstones.isEmpty() ? Stage.DONE : Stage.CONFIRM;
  }

  /// Whether there is nothing left to ask.
  public boolean isDone() {
    return stage == Stage.DONE;
  }

  /// What to ask every member that has not answered it; not to be called once all is done.
  public Request question() {
    return switch (stage) {
      case CONFIRM -> new RegisterMessage.Confirm(tombstones);
      case RAISE -> new RegisterMessage.Raise(floor);
      case FORGET -> new RegisterMessage.Forget(floor, tombstones);
      case DONE -> throw new IllegalStateException("the round is done");
    };
  }

  /// A member has answered.
  ///
  /// @param asked the question, as [#question()] gave it; an answer to an earlier one says nothing
  /// @return whether there is a new question for all members
  public boolean answered(ReplicaId from, Request asked, Reply reply) {
    if (isDone() || !members.contains(from) || !asked.equals(question())) {
      return false;
    }
    if (reply instanceof RegisterMessage.Confirmed confirmed) {
      note(confirmed);
    }
    answered.add(from);
    if (!answered.containsAll(members)) {
      return false;
    }
    answered.clear();
    advance();
    return !isDone();
  }

  private void note(RegisterMessage.Confirmed confirmed) {
    floor = Math.max(floor, confirmed.floor() + 1);
    for (int place = 0; place < tombstones.size(); place++) {
      if (!confirmed.held().get(place)) {
        lacking.add(tombstones.get(place));
      }
    }
  }

  private void advance() {
    stage =
        switch (stage) {
          case CONFIRM -> confirmed();
          case RAISE -> Stage.FORGET;
          case FORGET, DONE -> Stage.DONE;
        };
  }

  private Stage confirmed() {
    tombstones = tombstones.stream().filter(one -> !lacking.contains(one)).toList();
    tombstones.forEach(one -> floor = Math.max(floor, one.tag().counter()));
    return tombstones.isEmpty() ? Stage.DONE : Stage.RAISE;
  }

  /// The tombstones that this round collects: those that no member was seen to lack.
  public List<Version> tombstones() {
    return tombstones;
  }
}
