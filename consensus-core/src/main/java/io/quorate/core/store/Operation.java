package io.quorate.core.store;

/// What a client wants done to the state. A new feature adds a kind here, its bytes in
/// [RequestCodec], and its meaning in [Store].
public sealed interface Operation {

  /// Stores a value.
  ///
  /// @param value must not be changed by anyone
  /// @param wantsPrevious whether the outcome shall hold the entry that was replaced
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Put(String key, byte[] value, Condition condition, boolean wantsPrevious)
      implements Operation {}

  /// Removes a key.
  record Delete(String key, Condition condition) implements Operation {}
}
