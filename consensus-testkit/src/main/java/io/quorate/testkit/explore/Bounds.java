package io.quorate.testkit.explore;

import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.List;
import java.util.Optional;

/// How large a world is explored: three or four acceptors, two proposers, and these.
///
/// @param ballots how many ballots there are; the proposers own them in turn
/// @param slots how many slots of the log are used
/// @param waiting how many requests an acceptor may have taken whose writes are not yet durable
/// @param learning whether acceptors learn what is chosen, by the leader's commit index and from
///   each other, and prepares leave out what their sender knows chosen
/// @param quorums the quorum system in force at the start; its members are the acceptors
/// @param change how that changes, if it does
public record Bounds(
    int ballots,
    int slots,
    int waiting,
    boolean learning,
    QuorumSystem quorums,
    Optional<Change> change) {

  /// What the leader of some ballots proposes of its own accord in the first slot.
  ///
  /// @param to the quorum system of the slots after it
  /// @param ballots the numbers of these ballots, a bit each
  public record Change(QuorumSystem to, int ballots) {}

  private static final List<ReplicaId> THREE =
      List.of(new ReplicaId("x"), new ReplicaId("y"), new ReplicaId("z"));

  /// Three acceptors that decide by majority.
  public Bounds(int ballots, int slots, int waiting, boolean learning) {
    this(ballots, slots, waiting, learning, Majority.of(THREE), Optional.empty());
  }

  /// The same with this quorum system.
  Bounds with(QuorumSystem system) {
    return new Bounds(ballots, slots, waiting, learning, system, change);
  }

  /// The same with a change to that quorum system.
  Bounds changing(QuorumSystem to, int byBallots) {
    Change other = new Change(to, byBallots);
    return new Bounds(ballots, slots, waiting, learning, quorums, Optional.of(other));
  }

  /// The acceptors, in order.
  List<ReplicaId> acceptors() {
    return List.copyOf(quorums.members());
  }

  /// The quorum systems of this world.
  List<QuorumSystem> systems() {
    return change.map(other -> List.of(quorums, other.to())).orElse(List.of(quorums));
  }

  @Override
  public String toString() {
    return "%s%s, 2 proposers, %d ballots, %d slot%s, up to %d request%s not yet durable, %s"
        .formatted(
            quorums.text(),
            change.map(other -> " -> " + other.to().text()).orElse(""),
            ballots,
            slots,
            slots == 1 ? "" : "s",
            waiting,
            waiting == 1 ? "" : "s",
            learning ? "with learning" : "without learning");
  }
}
