package io.quorate.testkit.explore;

/// How large a world is explored: three acceptors, two proposers, and these.
///
/// @param ballots how many ballots there are; the proposers own them in turn
/// @param slots how many slots of the log are used
/// @param waiting how many requests an acceptor may have taken whose writes are not yet durable
/// @param learning whether acceptors learn what is chosen, by the leader's commit index and from
///   each other, and prepares leave out what their sender knows chosen
public record Bounds(int ballots, int slots, int waiting, boolean learning) {
  @Override
  public String toString() {
    return "3 acceptors, 2 proposers, %d ballots, %d slot%s, up to %d request%s not yet durable, %s"
        .formatted(
            ballots,
            slots,
            slots == 1 ? "" : "s",
            waiting,
            waiting == 1 ? "" : "s",
            learning ? "with learning" : "without learning");
  }
}
