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
    this.crc = checksum(number).value();
  }

  /// @throws CorruptStore when the row does not hold what was written
  long number() {
    return number(number, crc);
  }

  /// The number of a row that was read in another way.
  ///
  /// @throws CorruptStore when the row does not hold what was written
  static long number(long number, int crc) {
    checksum(number).mustBe(crc, "the epoch");
    return number;
  }

  private static RowChecksum checksum(long number) {
    return new RowChecksum().add(ONLY).add(number);
  }
}
