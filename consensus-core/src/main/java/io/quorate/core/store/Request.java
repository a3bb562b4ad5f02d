package io.quorate.core.store;

import java.util.List;
import java.util.Optional;

/// An operation as a client asked for it: the body of a command.
///
/// @param idempotencyKey the client's own name for the request, so that repeating it repeats only
///   the answer
/// @param fences what has to be held while it is applied
/// @param operation what it wants done
public record Request(Optional<String> idempotencyKey, List<Fence> fences, Operation operation) {

  /// Takes a copy.
  public Request {
    fences = List.copyOf(fences);
  }

  /// A request that rests on nothing.
  public Request(Optional<String> idempotencyKey, Operation operation) {
    this(idempotencyKey, List.of(), operation);
  }

  /// A request without a name of its own.
  public static Request of(Operation operation) {
    return new Request(Optional.empty(), operation);
  }
}
