package io.quorate.service.api;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.store.Outcome;
import java.util.function.Function;

/// What a write that was carried out has come to.
///
/// @param outcome what was done
/// @param shown how the entries in it are shown: without values where these are no longer kept
record Done(Outcome outcome, Function<Entry, KeyValue> shown) {

  /// The outcome as the kind that this operation has.
  <T extends Outcome> T as(Class<T> kind) {
    if (!kind.isInstance(outcome)) {
      throw new IllegalStateException("the outcome of another operation: " + outcome);
    }
    return kind.cast(outcome);
  }
}
