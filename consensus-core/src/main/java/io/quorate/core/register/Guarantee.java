package io.quorate.core.register;

/// What an operation is worth, by the quorums that it has used.
///
/// Operations that say `ATOMIC` are linearizable among themselves, whatever others do meanwhile: a
/// write that says less counts as one that may or may not have happened, in the place of its tag.
public enum Guarantee {
  /// Linearizable.
  ATOMIC,
  /// A read that has seen every atomic write that ended before it began, or a newer one; a later
  /// read may see an older one again, if that write is still under way or was given up.
  REGULAR,
  /// A read of what the members asked happened to hold; a write that later operations may miss, or
  /// whose tag may be below that of a write which ended before it began.
  EVENTUAL
}
