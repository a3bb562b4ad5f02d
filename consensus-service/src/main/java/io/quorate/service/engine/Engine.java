package io.quorate.service.engine;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.Input.Sender;
import io.quorate.core.paxos.Message;
import io.quorate.core.store.Request;
import io.quorate.core.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// The heart of a replica, as everyone else sees it. Safe for any thread; the blocking methods are
/// meant for virtual threads.
public interface Engine extends KnownStores {

  /// Has a command chosen and applied, whoever leads, and waits for its result.
  Submitted write(Request request, Duration timeout);

  /// Asks the state a question at this consistency.
  ///
  /// @param query runs on the engine's thread, so it must be quick and must keep nothing of the
  ///   store
  <T> Answer<T> read(Consistency consistency, Duration timeout, Function<Store, T> query);

  /// A peer asks; completes once the answer may leave (I6).
  CompletableFuture<Message.Reply> ask(Sender from, Message.Request request);

  /// A peer passes on commands of its callers.
  CompletableFuture<Forwarding> takeForwarded(Sender from, List<Command> commands);

  /// What the engine says of itself.
  View view();
}
