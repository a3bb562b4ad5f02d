package io.quorate.service.engine;

import io.quorate.core.store.Result;

/// What a caller learns of its write. That it is unknown is an answer of its own: a write that may
/// have happened is never reported as failed.
public sealed interface Submitted {

  /// It was chosen and applied here, with this result.
  record Applied(Result result) implements Submitted {}

  /// It was not proposed, and never will be.
  record Rejected(Refusal refusal) implements Submitted {}

  /// It was proposed, and may have happened or may happen yet.
  record Unknown() implements Submitted {}
}
