package io.quorate.service.peer;

import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.RegisterMessage;
import io.quorate.service.engine.KnownStores;
import io.quorate.service.engine.RegisterTransport;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Carries what registers say to each other, and lets in the answers of those members only that
/// still have the store they are known with: one that lost it has forgotten what it acknowledged.
public final class HttpRegisterTransport implements RegisterTransport {
  private final HttpTransport transport;
  private final KnownStores stores;

  /// @param stores knows which store each replica has
  public HttpRegisterTransport(HttpTransport transport, KnownStores stores) {
    this.transport = transport;
    this.stores = stores;
  }

  @Override
  public CompletableFuture<RegisterMessage.Reply> ask(
      ReplicaId to, RegisterMessage.Request request) {
    return transport
        .ask(to, request)
        .thenCompose(answer ->
            stores.otherStoreOf(answer.from()).thenApply(other -> messageOf(answer, other)))
        .exceptionallyCompose(failure ->
            CompletableFuture.failedFuture(
                HttpTransport.neverLeft(failure) ? new NeverLeft(failure) : failure));
  }

  private static RegisterMessage.Reply messageOf(
      Envelope<RegisterMessage.Reply> answer, OptionalLong otherStore) {
    if (otherStore.isPresent()) {
      throw new CompletionException(
          new IOException(
              "%s answered with the store %x, but is known with the store %x"
                  .formatted(answer.sender(), answer.incarnation(), otherStore.getAsLong())));
    }
    return answer.message();
  }
}
