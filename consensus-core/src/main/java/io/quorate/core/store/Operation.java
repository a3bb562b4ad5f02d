package io.quorate.core.store;

import io.quorate.core.quorum.QuorumSystem;

/// What a client wants done to the state. A new feature adds a kind here, its bytes in
/// [RequestCodec], and its meaning in [Store].
public sealed interface Operation {

  /// Stores a value.
  ///
  /// @param value must not be changed by anyone
  /// @param wantsPrevious whether the outcome shall hold the entry that was replaced
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Put(String key, byte[] value, Condition condition, boolean wantsPrevious)
      implements Operation {}

  /// Puts another quorum system in force, for the log itself. It happens in a slot of its own
  /// ([io.quorate.core.paxos.Decree.Change]); in a batch it is refused.
  ///
  /// @param to the system, of the members as they are
  record ChangeQuorums(QuorumSystem to) implements Operation {}

  /// The registers have moved to the quorum system that a change has put in force: from now on it
  /// alone decides about them.
  ///
  /// @param slot the slot of that change; without effect unless it is the last and its move is open
  record RegistersMoved(long slot) implements Operation {}

  /// Removes a key.
  record Delete(String key, Condition condition) implements Operation {}
}
