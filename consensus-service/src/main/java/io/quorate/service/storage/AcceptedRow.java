package io.quorate.service.storage;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Decree;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.store.RequestCodec;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcType;

/// The acceptor's vote in one slot; from `PromiseRow.chosenUpTo` down, what was chosen there.
@Entity
@Table(name = "accepted")
class AcceptedRow {
  private static final int FORMAT = 1;
  private static final byte[] NO_BYTES = {};

  private enum Kind {
    NOOP,
    BATCH,
    CHANGE
  }

  @Id private long slot;

  @Column(name = "ballot_round")
  private long ballotRound;

  @Column(name = "ballot_replica")
  private String ballotReplica;

  @Enumerated(EnumType.STRING)
  private Kind kind;

  private long stamp;

  @JdbcType(StreamedBytes.class)
  private byte[] decree;

  private int format;
  private int crc;

  @SuppressWarnings("NullAway.Init") // JPA fills the fields
  protected AcceptedRow() {}

  AcceptedRow(AcceptedDecree vote) {
    slot = vote.slot();
    ballotRound = vote.ballot().round();
    ballotReplica = vote.ballot().replica().value();
    format = FORMAT;
    switch (vote.decree()) {
      case Decree.NoOp() -> {
        kind = Kind.NOOP;
        decree = NO_BYTES;
      }
      case Decree.Batch batch -> {
        kind = Kind.BATCH;
        stamp = batch.stamp();
        decree = batch.encoded();
      }
      case Decree.Change(Decree.Batch request, QuorumSystem _) -> {
        kind = Kind.CHANGE;
        stamp = request.stamp();
        decree = request.encoded();
      }
    }
    crc = checksum().value();
  }

  /// @throws CorruptStore when the row does not hold what was written
  AcceptedDecree vote() {
    if (format != FORMAT) {
      throw new UnusableStore(
          "the vote in slot %d is stored in format %d, and this version only knows %d"
              .formatted(slot, format, FORMAT));
    }
    checksum().mustBe(crc, "the vote in slot " + slot);
    Ballot ballot = new Ballot(ballotRound, new ReplicaId(ballotReplica));
    return new AcceptedDecree(
        slot,
        ballot,
        switch (kind) {
          case NOOP -> new Decree.NoOp();
          case BATCH -> new Decree.Batch(stamp, decree);
          case CHANGE -> RequestCodec.change(new Decree.Batch(stamp, decree));
        });
  }

  private RowChecksum checksum() {
    return new RowChecksum()
        .add(format)
        .add(slot)
        .add(ballotRound)
        .add(ballotReplica)
        .add(kind.name())
        .add(stamp)
        .add(decree);
  }
}
