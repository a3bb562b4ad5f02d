package io.quorate.core.store;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Remembers the first outcome of each request that carried an idempotency key: at least the newest
/// [Limits#keysKept()] and each for at least [Limits#keysKeptMillis()] of log time.
final class IdempotencyKeys {
  private record Remembered(long fingerprint, KeptOutcomes.Kept kept, long since) {}

  private final Limits limits;
  private final KeptOutcomes outcomes;
  private final Map<String, Remembered> keys = new LinkedHashMap<>();

  IdempotencyKeys(Limits limits, KeptOutcomes outcomes) {
    this.limits = limits;
    this.outcomes = outcomes;
  }

  /// The first outcome under this key, or that the key belongs to a request with another
  /// fingerprint; empty when the key is new.
  Optional<Outcome> known(String key, long fingerprint) {
    Remembered remembered = keys.get(key);
    if (remembered == null) {
      return Optional.empty();
    }
    return Optional.of(
        remembered.fingerprint() == fingerprint
            ? remembered.kept().outcome()
            : new Outcome.KeyReused());
  }

  void remember(String key, long fingerprint, Outcome outcome, long logTime) {
    keys.put(key, new Remembered(fingerprint, outcomes.keep(outcome), logTime));
    Iterator<Remembered> oldest = keys.values().iterator();
    while (keys.size() > limits.keysKept()) {
      Remembered one = oldest.next();
      if (logTime - one.since() <= limits.keysKeptMillis()) {
        break;
      }
      oldest.remove();
      outcomes.letGo(one.kept());
    }
  }

  /// Tells requests apart: FNV-1a, 64 bit, over the encoded request.
  static long fingerprint(byte[] request) {
    long hash = 0xcbf29ce484222325L;
    for (byte one : request) {
      hash = (hash ^ (one & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}
