package io.quorate.core.register;

import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.OptionalInt;
import java.util.Set;

/// How many members an operation waits for. It says nothing about what the answer is worth: that is
/// computed from who has answered, see [Guarantee].
public sealed interface Level {

  /// The first member that answers.
  record One() implements Level {}

  /// A read quorum to read from and a write quorum to write to; reads are not written back.
  record Quorum() implements Level {}

  /// All members; reads are not written back.
  record All() implements Level {}

  /// As [Quorum], and a read writes back what it returns unless a write quorum holds it.
  record Atomic() implements Level {}

  /// So many members, whichever they are; a quorum where there is no number. A read with a number
  /// to write to has so many hold what it returns.
  record Counts(OptionalInt read, OptionalInt write) implements Level {}

  /// Whether a read writes back what it returns, to as many as a write would wait for.
  default boolean writesBack() {
    return switch (this) {
      case One(), Quorum(), All() -> false;
      case Atomic() -> true;
      case Counts(OptionalInt _, OptionalInt write) -> write.isPresent();
    };
  }

  /// Whether these answers are enough for the first phase.
  default boolean isEnoughToRead(QuorumSystem quorums, Set<ReplicaId> answered) {
    return switch (this) {
      case One() -> quorums.count(answered) > 0;
      case Quorum(), Atomic() -> quorums.isPhase1Quorum(answered);
      case All() -> quorums.count(answered) == quorums.members().size();
      case Counts(OptionalInt read, OptionalInt _) ->
          read.isPresent()
              ? quorums.count(answered) >= read.getAsInt()
              : quorums.isPhase1Quorum(answered);
    };
  }

  /// Whether these answers are enough for the second phase.
  default boolean isEnoughToWrite(QuorumSystem quorums, Set<ReplicaId> answered) {
    return switch (this) {
      case One() -> quorums.count(answered) > 0;
      case Quorum(), Atomic() -> quorums.isPhase2Quorum(answered);
      case All() -> quorums.count(answered) == quorums.members().size();
      case Counts(OptionalInt _, OptionalInt write) ->
          write.isPresent()
              ? quorums.count(answered) >= write.getAsInt()
              : quorums.isPhase2Quorum(answered);
    };
  }
}
