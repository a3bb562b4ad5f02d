package io.quorate.core.store;

import java.util.Optional;

/// An operation as a client asked for it: the body of a command.
///
/// @param idempotencyKey the client's own name for the request, so that repeating it repeats only
///   the answer
/// @param operation what it wants done
public record Request(Optional<String> idempotencyKey, Operation operation) {

  /// A request without a name of its own.
  public static Request of(Operation operation) {
    return new Request(Optional.empty(), operation);
  }
}
