package io.quorate.core.paxos;

import io.quorate.core.paxos.Input.Sender;
import io.quorate.core.paxos.Message.Reply;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Knows which store each replica runs on, and whether this one may vote.
///
/// A vote is worth its durability: a replica that lost its store has forgotten what it promised. So
/// a new store votes only after a quorum, itself included, has noted it, and never when a peer has
/// met this replica with another store.
final class Roster {
  private final ReplicaId self;
  private final QuorumSystem quorums;
  private final Set<ReplicaId> members;
  private final Timing timing;
  private final Outbox outbox;
  private final Map<ReplicaId, Long> met;
  private final Set<ReplicaId> welcomedBy = new HashSet<>();
  private Optional<String> rejection = Optional.empty();
  private boolean admitted;
  private long greetedAt = Long.MIN_VALUE / 2;

  Roster(ReplicaId self, QuorumSystem quorums, Timing timing, Recovered recovered, Outbox outbox) {
    this.self = self;
    this.quorums = quorums;
    this.members = quorums.members();
    this.timing = timing;
    this.outbox = outbox;
    this.met = new HashMap<>(recovered.met());
    this.admitted = recovered.admitted();
    welcomedBy.add(self);
  }

  /// What to answer a sender that does not count, empty for one that does: a member, with the store
  /// it is known with or as yet unknown.
  Optional<Reply> refusal(Sender sender) {
    if (!members.contains(sender.replica())) {
      return Optional.of(new Message.NotNow(sender.replica() + " is not a member of this cluster"));
    }
    OptionalLong other = otherStoreOf(sender);
    return other.isPresent()
        ? Optional.of(new Message.Stranger(other.getAsLong()))
        : Optional.empty();
  }

  /// The other store that is known under the sender's id, if there is one.
  OptionalLong otherStoreOf(Sender sender) {
    Long known = met.get(sender.replica());
    return known == null || known == sender.incarnation()
        ? OptionalLong.empty()
        : OptionalLong.of(known);
  }

  /// The store that each replica is known with.
  Map<ReplicaId, Long> stores() {
    return Map.copyOf(met);
  }

  /// Notes a sender's store when it is met for the first time.
  void meet(Sender sender) {
    if (met.putIfAbsent(sender.replica(), sender.incarnation()) == null) {
      outbox.write(new Write.Met(sender.replica(), sender.incarnation()));
    }
  }

  /// Tells the peers of this store that have not noted it, again and again.
  void greet(long now) {
    if (now - greetedAt < timing.resendAfter()) {
      return;
    }
    greetedAt = now;
    quorums.members().stream()
        .filter(this::owesWelcome)
        .forEach(peer -> outbox.send(peer, new Message.Hello(), outbox.written()));
  }

  /// A peer has noted this store.
  void welcomedBy(ReplicaId peer) {
    welcomedBy.add(peer);
  }

  /// Makes this replica a voter once a quorum has noted its store; true when it just became one.
  boolean becomesVoter() {
    boolean enough = quorums.isPhase1Quorum(welcomedBy) && quorums.isPhase2Quorum(welcomedBy);
    if (admitted || rejection.isPresent() || !enough) {
      return false;
    }
    admitted = true;
    return true;
  }

  /// A peer knows this replica with another store.
  void rejectedBy(ReplicaId peer, long knownIncarnation) {
    if (!admitted) {
      rejection =
          Optional.of(
              "%s knows %s with another store (incarnation %s): this store is empty or foreign, and a replica that forgot its promises must not vote"
                  .formatted(peer, self, Long.toHexString(knownIncarnation)));
    }
  }

  /// Whether this store is not the one that the peers know.
  boolean isShutOut() {
    return rejection.isPresent();
  }

  /// Whether this replica may promise and accept.
  boolean mayVote() {
    return admitted;
  }

  private boolean owesWelcome(ReplicaId peer) {
    return !welcomedBy.contains(peer) && rejection.isEmpty();
  }

  /// Why this replica does not vote, empty when it does.
  Optional<String> whyNot() {
    if (admitted) {
      return Optional.empty();
    }
    return Optional.of(rejection.orElse("new store: waiting until a quorum of peers has met it"));
  }
}
