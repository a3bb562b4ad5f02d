package io.quorate.service.storage;

import io.quorate.core.register.Mark;
import io.quorate.core.register.Marked;
import io.quorate.core.register.RegisterWrite.Remembered;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// An idempotency key that came with a write to a register.
@Entity
@Table(name = "register_mark")
class RegisterMarkRow {
  /// In neither of the two that it keeps apart.
  private static final char SEPARATOR = '\n';

  @Id private String id;
  private long request;
  @Embedded private TagColumns tag;

  @Column(name = "noted_at")
  private long notedAt;

  private int crc;

  @SuppressWarnings("NullAway.Init") // JPA fills the fields
  protected RegisterMarkRow() {}

  RegisterMarkRow(Remembered mark) {
    id = id(mark.key(), mark.marked().mark().key());
    request = mark.marked().mark().request();
    tag = new TagColumns(mark.marked().tag());
    notedAt = mark.at();
    crc = checksum().value();
  }

  static String id(String key, String idempotencyKey) {
    return key + SEPARATOR + idempotencyKey;
  }

  /// @throws CorruptStore when the row does not hold what was written
  Remembered mark() {
    checksum().mustBe(crc, "the idempotency key " + id);
    int end = id.lastIndexOf(SEPARATOR);
    Mark mark = new Mark(id.substring(end + 1), request);
    return new Remembered(id.substring(0, end), new Marked(mark, tag.tag()), notedAt);
  }

  private RowChecksum checksum() {
    return tag.addTo(new RowChecksum().add(id).add(request)).add(notedAt);
  }
}
