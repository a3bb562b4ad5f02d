package io.quorate.service.storage;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// How often the store was opened. One row, there from the first boot on.
@Entity
@Table(name = "epoch")
class EpochRow {
  static final int ONLY = 1;

  @Id private int id = ONLY;

  private long number;
  private int crc;

  protected EpochRow() {}

  EpochRow(long number) {
    this.number = number;
    this.crc = checksum().value();
  }

  /// @throws CorruptStore when the row does not hold what was written
  long number() {
    checksum().mustBe(crc, "the epoch");
    return number;
  }

  private RowChecksum checksum() {
    return new RowChecksum().add(id).add(number);
  }
}
