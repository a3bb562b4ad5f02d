package io.quorate.service.engine;

import io.quorate.core.paxos.Input.Sender;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/// Knows which store each replica has. Safe for any thread.
@FunctionalInterface
public interface KnownStores {

  /// The incarnation of the store that this sender's id is known with, if that is not its own.
  CompletableFuture<OptionalLong> otherStoreOf(Sender sender);
}
