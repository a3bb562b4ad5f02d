package io.quorate.service.storage;

import io.quorate.core.paxos.Ballot;
import io.quorate.core.quorum.ReplicaId;
import java.security.SecureRandom;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/// Sees to it that a replica only ever runs on its own store.
final class StoreIdentity {

  private StoreIdentity() {}

  /// Takes the store over if it is new, durably, and otherwise checks whose it is.
  ///
  /// @throws UnusableStore when it belongs to another replica or another cluster
  /// @throws CorruptStore when it is damaged
  static Identity claim(
      SessionFactory sessions, Durability durability, UUID clusterId, ReplicaId replica) {
    try (StatelessSession session = sessions.openStatelessSession()) {
      session.doWork(durability::prepare);
      IdentityRow row = session.get(IdentityRow.class, IdentityRow.ONLY);
      if (row != null) {
        return own(row.identity(), clusterId, replica);
      }
      Identity identity = new Identity(clusterId, replica, new SecureRandom().nextLong());
      session.inTransaction(_ -> found(session, identity));
      session.doWork(durability::afterCommit);
      return identity;
    }
  }

  private static Identity own(Identity found, UUID clusterId, ReplicaId replica) {
    if (!found.replica().equals(replica)) {
      throw new UnusableStore(
          "the store belongs to replica %s, but this is replica %s"
              .formatted(found.replica(), replica));
    }
    if (!found.clusterId().equals(clusterId)) {
      throw new UnusableStore(
          "the store of %s belongs to cluster %s, but the configured peers make cluster %s"
              .formatted(replica, found.clusterId(), clusterId));
    }
    return found;
  }

  private static void found(StatelessSession session, Identity identity) {
    PromiseRow promise = session.get(PromiseRow.class, PromiseRow.ONLY);
    if (promise != null) {
      throw new CorruptStore("it holds a promise but no identity");
    }
    session.insert(new IdentityRow(identity));
    session.insert(new PromiseRow(Ballot.NONE, 0, false));
  }
}
