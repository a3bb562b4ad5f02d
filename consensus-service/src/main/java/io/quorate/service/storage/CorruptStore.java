package io.quorate.service.storage;

import org.jspecify.annotations.Nullable;

/// The store does not hold what was written to it. Not the same as holding nothing: a replica that
/// took a damaged vote for none could let a chosen slot be decided again (I4).
public final class CorruptStore extends UnusableStore {
  private static final long serialVersionUID = 1L;

  /// @param what the part that is damaged
  public CorruptStore(String what) {
    this(what, null);
  }

  /// @param cause what the database said
  public CorruptStore(String what, @Nullable Throwable cause) {
    super("the store is damaged: " + what + "; this replica must not vote from it", cause);
  }
}
