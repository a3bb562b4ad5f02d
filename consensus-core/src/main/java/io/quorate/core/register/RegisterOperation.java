package io.quorate.core.register;

import java.util.Optional;

/// What a caller wants of a register.
public sealed interface RegisterOperation {
  /// The register.
  String key();

  /// The idempotency key that members are asked for.
  Optional<String> idempotencyKey();

  /// Reads it.
  record Get(String key) implements RegisterOperation {
    @Override
    public Optional<String> idempotencyKey() {
      return Optional.empty();
    }
  }

  /// Writes it, or deletes it by a tombstone.
  ///
  /// @param writer unlike that of every other write
  /// @param mark the caller's idempotency key, if there is one
  record Put(String key, Content content, Writer writer, Optional<Mark> mark)
      implements RegisterOperation {
    @Override
    public Optional<String> idempotencyKey() {
      return mark.map(Mark::key);
    }
  }
}
