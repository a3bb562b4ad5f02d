package io.quorate.service.storage;

import io.quorate.core.paxos.Ballot;
import io.quorate.core.quorum.ReplicaId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// What the replica has to keep besides its votes: the highest ballot promised, how far the log is
/// chosen, and whether it may vote at all. One row, there from the first boot on.
@Entity
@Table(name = "promise")
class PromiseRow {
  static final int ONLY = 1;

  @Id private int id = ONLY;

  @Column(name = "ballot_round")
  private long ballotRound;

  @Column(name = "ballot_replica")
  private String ballotReplica;

  @Column(name = "chosen_up_to")
  private long chosenUpTo;

  private boolean admitted;
  private int crc;

  @SuppressWarnings("NullAway.Init") // JPA fills the fields
  protected PromiseRow() {}

  PromiseRow(Ballot promised, long chosenUpTo, boolean admitted) {
    this.ballotRound = promised.round();
    this.ballotReplica = promised.replica().value();
    this.chosenUpTo = chosenUpTo;
    this.admitted = admitted;
    this.crc = checksum().value();
  }

  /// @throws CorruptStore when the row does not hold what was written
  PromiseRow checked() {
    checksum().mustBe(crc, "the promise");
    return this;
  }

  Ballot promised() {
    return new Ballot(ballotRound, new ReplicaId(ballotReplica));
  }

  long chosenUpTo() {
    return chosenUpTo;
  }

  boolean admitted() {
    return admitted;
  }

  private RowChecksum checksum() {
    return new RowChecksum()
        .add(id)
        .add(ballotRound)
        .add(ballotReplica)
        .add(chosenUpTo)
        .add(admitted);
  }
}
