package io.quorate.core.store;

import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Set;

/// Outcomes that may have to be told again. The values in them take at most
/// [Limits#valueBytesKept()] together: beyond that the oldest are kept without. That is decided by
/// the log alone, so it is the same on every replica.
final class KeptOutcomes {

  /// An outcome, as long as someone remembers it.
  static final class Kept {
    private Outcome outcome;
    private final long bytes;
    private int uses;

    private Kept(Outcome outcome) {
      this.outcome = outcome;
      this.bytes = outcome.valueBytes();
    }

    Outcome outcome() {
      return outcome;
    }
  }

  private final long limit;
  private final Set<Kept> withValue = new LinkedHashSet<>();
  private final IdentityHashMap<Outcome, Kept> byOutcome = new IdentityHashMap<>();
  private long bytes;

  KeptOutcomes(Limits limits) {
    this.limit = limits.valueBytesKept();
  }

  /// Keeps an outcome until it is let go as often; one that is kept twice takes its room once.
  Kept keep(Outcome outcome) {
    Kept kept = byOutcome.getOrDefault(outcome, new Kept(outcome));
    kept.uses++;
    if (kept.bytes > 0 && withValue.add(kept)) {
      byOutcome.put(outcome, kept);
      bytes += kept.bytes;
    }
    while (bytes > limit) {
      Kept oldest = withValue.iterator().next();
      drop(oldest);
      oldest.outcome = new Outcome.WithoutValue(oldest.outcome.withoutValues());
    }
    return kept;
  }

  void letGo(Kept kept) {
    kept.uses--;
    if (kept.uses == 0) {
      drop(kept);
    }
  }

  private void drop(Kept kept) {
    if (withValue.remove(kept)) {
      byOutcome.remove(kept.outcome);
      bytes -= kept.bytes;
    }
  }
}
