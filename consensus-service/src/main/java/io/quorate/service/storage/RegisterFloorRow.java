package io.quorate.service.storage;

import io.quorate.core.register.RegisterWrite.Floors;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// How far the tombstones of registers are collected.
@Entity
@Table(name = "register_floor")
class RegisterFloorRow {
  static final int ONLY = 1;

  @Id private int id;
  private long told;
  private long collected;
  private int crc;

  protected RegisterFloorRow() {}

  RegisterFloorRow(Floors floors) {
    id = ONLY;
    told = floors.floor();
    collected = floors.collected();
    crc = checksum().value();
  }

  /// @throws CorruptStore when the row does not hold what was written
  Floors floors() {
    checksum().mustBe(crc, "the floor of the registers");
    return new Floors(told, collected);
  }

  private RowChecksum checksum() {
    return new RowChecksum().add(told).add(collected);
  }
}
