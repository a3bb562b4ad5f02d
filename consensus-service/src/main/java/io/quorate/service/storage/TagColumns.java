package io.quorate.service.storage;

import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.Tag;
import io.quorate.core.register.Writer;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/// The tag of a write to a register.
@Embeddable
class TagColumns {

  @Column(name = "tag_counter")
  private long counter;

  @Column(name = "writer_replica")
  private String replica;

  @Column(name = "writer_life")
  private long life;

  @Column(name = "writer_operation")
  private long operation;

  @SuppressWarnings("NullAway.Init") // JPA fills the fields
  protected TagColumns() {}

  TagColumns(Tag tag) {
    counter = tag.counter();
    replica = tag.writer().replica().value();
    life = tag.writer().life();
    operation = tag.writer().operation();
  }

  Tag tag() {
    return new Tag(counter, new Writer(new ReplicaId(replica), life, operation));
  }

  RowChecksum addTo(RowChecksum checksum) {
    return checksum.add(counter).add(replica).add(life).add(operation);
  }
}
