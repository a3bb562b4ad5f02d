package io.quorate.core.register;

import java.util.List;
import java.util.Optional;

/// What replicas say to each other about registers: a [Request] is answered by exactly one [Reply],
/// or by none when either is lost. All of them may be delayed, repeated and reordered. Most carry
/// several registers at once, because a message costs more than what is in it; a reply answers
/// place by place.
public sealed interface RegisterMessage {

  /// Asks for a [Reply].
  sealed interface Request extends RegisterMessage {}

  /// Answers a [Request].
  sealed interface Reply extends RegisterMessage {}

  /// Phase 1 of any operation: what do you hold?
  record Read(List<Query> queries) implements Request {}

  /// Phase 2: hold these, unless you hold something newer.
  record Write(List<Update> updates) implements Request {}

  /// What do these nodes of your [Summary] sum up to?
  record Compare(List<Integer> nodes) implements Request {}

  /// Which registers are in these leaves of your [Summary]?
  record Enumerate(List<Integer> leaves) implements Request {}

  /// Do you hold these, or newer?
  record Confirm(List<Version> versions) implements Request {}

  /// Every member holds the tombstones that are to go: new writes must be above this counter.
  record Raise(long floor) implements Request {}

  /// Every member has raised its floor to this counter: forget these tombstones.
  record Forget(long floor, List<Version> tombstones) implements Request {}

  /// Answers [Read].
  record Found(List<Held> held) implements Reply {}

  /// Answers [Write]: whether the member now holds what was written, or something newer.
  record Kept(List<Boolean> kept) implements Reply {}

  /// Answers [Compare].
  record Sums(List<Long> sums) implements Reply {}

  /// Answers [Enumerate]: all versions in those leaves.
  record Listed(List<Version> versions) implements Reply {}

  /// Answers [Confirm].
  ///
  /// @param floor the counter that new writes must be above so far
  record Confirmed(List<Boolean> held, long floor) implements Reply {}

  /// Answers [Raise].
  record Raised() implements Reply {}

  /// Answers [Forget].
  record Forgotten() implements Reply {}

  /// What a coordinator asks one member about one register.
  sealed interface Item {
    /// The register.
    String key();
  }

  /// What a register holds.
  ///
  /// @param idempotencyKey the [Mark] that is asked for, if any
  record Query(String key, Optional<String> idempotencyKey) implements Item {}

  /// A copy to hold.
  ///
  /// @param floor the lowest floor among the members that this copy was read from; see [Collection]
  /// @param marked a mark to remember besides the copy's own
  record Update(String key, Copy copy, long floor, Optional<Marked> marked) implements Item {}

  /// What a member holds.
  ///
  /// @param floor the counter that new writes must be above
  /// @param collected the floor of the last round in which it has dropped tombstones
  /// @param marked the mark that was asked for, if the member knows it
  record Held(Copy copy, long floor, long collected, Optional<Marked> marked) {}
}
