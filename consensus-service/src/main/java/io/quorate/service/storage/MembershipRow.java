package io.quorate.service.storage;

import io.quorate.core.quorum.QuorumText;
import io.quorate.service.config.Peers;
import io.quorate.service.membership.Membership;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/// The configuration that this replica works with. One row with all of its voters, so that none of
/// them can be lost alone.
@Entity
@Table(name = "membership")
class MembershipRow {
  static final int ONLY = 1;

  @Id private int id = ONLY;

  private long configuration;

  /// As `quorate.peers` is written.
  private String voters;

  private String quorums;
  private int crc;

  @SuppressWarnings("NullAway.Init") // JPA fills the fields
  protected MembershipRow() {}

  MembershipRow(Membership membership) {
    this.configuration = membership.configuration();
    this.voters = membership.voters().toString();
    this.quorums = membership.quorums().text();
    this.crc = checksum().value();
  }

  /// @throws CorruptStore when the row does not hold what was written
  Membership membership(UUID cluster) {
    checksum().mustBe(crc, "the membership");
    return new Membership(cluster, configuration, Peers.of(voters), QuorumText.parse(quorums));
  }

  private RowChecksum checksum() {
    return new RowChecksum().add(id).add(configuration).add(voters).add(quorums);
  }
}
