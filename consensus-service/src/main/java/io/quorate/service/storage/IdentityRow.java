package io.quorate.service.storage;

import io.quorate.core.quorum.ReplicaId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/// Whose store this is. One row, written at the first boot and never again.
@Entity
@Table(name = "store_identity")
class IdentityRow {
  static final int ONLY = 1;

  @Id private int id = ONLY;

  @Column(name = "cluster_id")
  private UUID clusterId;

  @Column(name = "replica_id")
  private String replicaId;

  private long incarnation;
  private int crc;

  @SuppressWarnings("NullAway.Init") // JPA fills the fields
  protected IdentityRow() {}

  IdentityRow(Identity identity) {
    this.clusterId = identity.clusterId();
    this.replicaId = identity.replica().value();
    this.incarnation = identity.incarnation();
    this.crc = checksum().value();
  }

  /// @throws CorruptStore when the row does not hold what was written
  Identity identity() {
    checksum().mustBe(crc, "the identity");
    return new Identity(clusterId, new ReplicaId(replicaId), incarnation);
  }

  private RowChecksum checksum() {
    return new RowChecksum().add(id).add(clusterId.toString()).add(replicaId).add(incarnation);
  }
}
