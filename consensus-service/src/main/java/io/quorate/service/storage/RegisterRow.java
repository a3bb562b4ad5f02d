package io.quorate.service.storage;

import io.quorate.core.register.Content;
import io.quorate.core.register.Copy;
import io.quorate.core.register.Mark;
import io.quorate.core.register.Register;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.hibernate.annotations.JdbcType;
import org.jspecify.annotations.Nullable;

/// This member's copy of a register.
@Entity
@Table(name = "register")
class RegisterRow {
  private static final int FORMAT = 1;
  private static final byte[] NO_BYTES = {};

  @Id
  @Column(name = "register_key")
  private String key;

  @Embedded private TagColumns tag;
  private boolean deleted;

  @JdbcType(StreamedBytes.class)
  private byte[] content;

  @Column(name = "mark_key")
  private @Nullable String markKey;

  @Column(name = "mark_request")
  private long markRequest;

  private int format;
  private int crc;

  @SuppressWarnings("NullAway.Init") // JPA fills the fields
  protected RegisterRow() {}

  RegisterRow(Register register) {
    Copy copy = register.copy();
    key = register.key();
    tag = new TagColumns(copy.tag());
    switch (copy.content()) {
      case Content.Value(byte[] bytes) -> content = bytes;
      case Content.Tombstone() -> {
        deleted = true;
        content = NO_BYTES;
      }
    }
    copy.mark()
        .ifPresent(mark -> {
          markKey = mark.key();
          markRequest = mark.request();
        });
    format = FORMAT;
    crc = checksum().value();
  }

  String key() {
    return key;
  }

  /// @throws CorruptStore when the row does not hold what was written
  Register register() {
    if (format != FORMAT) {
      throw new UnusableStore(
          "the register %s is stored in format %d, and this version only knows %d"
              .formatted(key, format, FORMAT));
    }
    checksum().mustBe(crc, "the register " + key);
    Content held = deleted ? new Content.Tombstone() : new Content.Value(content);
    Optional<Mark> mark = Optional.ofNullable(markKey).map(one -> new Mark(one, markRequest));
    return new Register(key, new Copy(tag.tag(), held, mark));
  }

  private RowChecksum checksum() {
    RowChecksum checksum = tag.addTo(new RowChecksum().add(format).add(key));
    String mark = markKey;
    checksum.add(deleted).add(content).add(mark != null);
    return mark == null ? checksum : checksum.add(mark).add(markRequest);
  }
}
