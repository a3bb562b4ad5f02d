package io.quorate.service.storage;

import io.quorate.core.paxos.Write;
import io.quorate.core.quorum.ReplicaId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// A peer and the incarnation of the store it was first met with.
@Entity
@Table(name = "met")
class MetRow {

  @Id
  @Column(name = "replica_id")
  private String replicaId;

  private long incarnation;
  private int crc;

  @SuppressWarnings("NullAway.Init") // JPA fills the fields
  protected MetRow() {}

  MetRow(Write.Met met) {
    this.replicaId = met.replica().value();
    this.incarnation = met.incarnation();
    this.crc = checksum().value();
  }

  /// @throws CorruptStore when the row does not hold what was written
  MetRow checked() {
    checksum().mustBe(crc, "the meeting with " + replicaId);
    return this;
  }

  ReplicaId replica() {
    return new ReplicaId(replicaId);
  }

  long incarnation() {
    return incarnation;
  }

  private RowChecksum checksum() {
    return new RowChecksum().add(replicaId).add(incarnation);
  }
}
