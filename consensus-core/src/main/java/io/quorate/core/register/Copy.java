package io.quorate.core.register;

import java.util.Optional;

/// A register's content as of one write.
///
/// @param tag the write
/// @param content what it wrote
/// @param mark the idempotency key that it came with
public record Copy(Tag tag, Content content, Optional<Mark> mark) {

  /// What a register holds that was never written.
  public static final Copy NONE = new Copy(Tag.ZERO, new Content.Tombstone(), Optional.empty());
}
