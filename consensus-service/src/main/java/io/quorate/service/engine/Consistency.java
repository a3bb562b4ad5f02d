package io.quorate.service.engine;

/// What a read may see.
public sealed interface Consistency {

  /// Every write that ended before the read began (I8).
  record Linearizable() implements Consistency {}

  /// Whatever this replica has applied; needs no quorum.
  record Stale() implements Consistency {}

  /// Whatever this replica has applied, once that includes this revision.
  record AtLeast(long revision) implements Consistency {}
}
