package io.quorate.service.storage;

import io.quorate.core.paxos.Ballot;
import io.quorate.core.quorum.InvalidQuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.service.config.Peers;
import io.quorate.service.membership.Membership;
import java.security.SecureRandom;
import java.util.Optional;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to it that a replica only ever runs on its own store, in the cluster that the store belongs
/// to.
final class StoreIdentity {
  private static final Logger log = LoggerFactory.getLogger(StoreIdentity.class);

  /// Whose store it is, the members of its cluster, and the epoch in which this process has it.
  record Claim(Identity identity, Membership membership, Epoch epoch) {}

  private final ReplicaId replica;
  private final Optional<Peers> peers;
  private final String quorums;

  /// @param replica whose store it has to be
  /// @param peers the voters that the settings name; they found the cluster of a new store
  /// @param quorums the quorum system that it starts with
  StoreIdentity(ReplicaId replica, Optional<Peers> peers, String quorums) {
    this.quorums = quorums;
    this.replica = replica;
    this.peers = peers;
  }

  /// Takes the store over if it is new and otherwise checks whose it is; begins an epoch. Durably.
  ///
  /// @throws UnusableStore when it belongs to another replica, or is new and nobody names the
  ///   voters, or when another process does not let go of it
  /// @throws CorruptStore when it is damaged
  Claim claim(SessionFactory sessions, Durability durability) {
    try (StatelessSession session = sessions.openStatelessSession()) {
      session.doWork(durability::prepare);
      IdentityRow row = session.get(IdentityRow.class, IdentityRow.ONLY);
      Claim claim =
          session.fromTransaction(_ -> {
            session.doWork(durability::boundWaits);
            return row == null ? found(session) : own(session, row.identity());
          });
      session.doWork(durability::afterCommit);
      return claim;
    }
  }

  private Claim found(StatelessSession session) {
    if (session.get(PromiseRow.class, PromiseRow.ONLY) != null) {
      throw new CorruptStore("it holds a promise but no identity");
    }
    Membership membership = foundedBy(voters());
    Identity identity = new Identity(membership.cluster(), replica, new SecureRandom().nextLong());
    session.insert(new IdentityRow(identity));
    session.insert(new MembershipRow(membership));
    session.insert(new PromiseRow(Ballot.NONE, 0, false));
    return new Claim(identity, membership, Epoch.begin(session));
  }

  private Membership foundedBy(Peers voters) {
    try {
      return Membership.foundedBy(voters, quorums);
    } catch (InvalidQuorumSystem invalid) {
      throw new UnusableStore("quorate.quorum (%s): %s".formatted(quorums, invalid.getMessage()));
    }
  }

  private Peers voters() {
    Peers voters =
        peers.orElseThrow(() ->
            new UnusableStore(
                ("the store of %s is new, and quorate.peers is not set: at its first start a"
                        + " replica needs all initial voters, itself included, as"
                        + " a=http://host:port,b=http://...")
                    .formatted(replica)));
    if (!voters.urls().containsKey(replica)) {
      throw new UnusableStore(
          "quorate.peers (%s) does not name this replica, %s".formatted(voters, replica));
    }
    return voters;
  }

  private Claim own(StatelessSession session, Identity identity) {
    if (!identity.replica().equals(replica)) {
      throw new UnusableStore(
          "the store belongs to replica %s, but this is replica %s"
              .formatted(identity.replica(), replica));
    }
    MembershipRow row = session.get(MembershipRow.class, MembershipRow.ONLY);
    Membership membership =
        row == null ? refound(session, identity) : row.membership(identity.clusterId());
    if (peers.filter(named -> !named.equals(membership.voters())).isPresent()) {
      log.warn(
          "quorate.peers is ignored: the store of {} belongs to cluster {}, whose voters are {}",
          replica,
          membership.cluster(),
          membership.voters());
    }
    return new Claim(identity, membership, Epoch.begin(session));
  }

  /// Stores did not always keep their voters. Those that made the cluster's id are the ones.
  private Membership refound(StatelessSession session, Identity identity) {
    Membership membership =
        peers
            .map(this::foundedBy)
            .filter(founded -> founded.cluster().equals(identity.clusterId()))
            .orElseThrow(() ->
                new UnusableStore(
                    "the store of %s does not say who the voters of cluster %s are: set quorate.peers once more as it was at the first start"
                        .formatted(replica, identity.clusterId())));
    session.insert(new MembershipRow(membership));
    return membership;
  }
}
