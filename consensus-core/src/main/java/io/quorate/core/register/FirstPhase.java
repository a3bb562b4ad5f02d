package io.quorate.core.register;

import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.RegisterMessage.Held;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

/// What the members have answered to the question of the first phase, one answer each.
///
/// None that was given before a round of [Collection] stands beside one that was given after it:
/// the first may tell of a value that was outdone by a tombstone which the other has dropped. Where
/// two write quorums always meet, such a value cannot look as if one of them held it; in other
/// quorum systems it can.
final class FirstPhase {
  private final SortedMap<ReplicaId, Held> held = new TreeMap<>();
  private long collected;

  /// Takes an answer, unless the member has answered already.
  ///
  /// @return whose answers are too old, and count for nothing; they have to be asked again, and
  ///   will not answer so again, because every member had raised its floor before the first forgot
  Set<ReplicaId> take(ReplicaId from, Held answer) {
    collected = Math.max(collected, answer.collected());
    held.putIfAbsent(from, answer);
    Set<ReplicaId> outdated = new TreeSet<>();
    held.forEach((member, one) -> {
      if (one.floor() < collected) {
        outdated.add(member);
      }
    });
    held.keySet().removeAll(outdated);
    return outdated;
  }

  /// Forgets the answers.
  void clear() {
    held.clear();
  }

  /// Who has answered.
  Set<ReplicaId> members() {
    return held.keySet();
  }

  /// The tag that each member answered with.
  SortedMap<ReplicaId, Tag> tags() {
    SortedMap<ReplicaId, Tag> tags = new TreeMap<>();
    held.forEach((member, answer) -> tags.put(member, answer.copy().tag()));
    return tags;
  }

  /// The copy with the highest tag.
  Copy highest() {
    return held.values().stream()
        .map(Held::copy)
        .max(Comparator.comparing(Copy::tag))
        .orElse(Copy.NONE);
  }

  /// The lowest: every member of this quorum has answered after that floor was raised, and none of
  /// them with a copy that a collected tombstone had outdone.
  long lowestFloor() {
    return floors().min().orElse(0);
  }

  long highestFloor() {
    return floors().max().orElse(0);
  }

  private LongStream floors() {
    return held.values().stream().mapToLong(Held::floor);
  }

  /// What is known of an earlier write with the same idempotency key.
  Optional<Marked> earlierAttempt() {
    return held.values().stream()
        .flatMap(one -> one.marked().stream())
        .max(Comparator.comparing(Marked::tag));
  }
}
