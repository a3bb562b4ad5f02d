package io.quorate.service.engine;

import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.RegisterMessage;
import java.util.concurrent.CompletableFuture;

/// How the registers reach the other replicas. Messages may be lost, late and out of order. No
/// method blocks, and the futures complete on any thread.
public interface RegisterTransport {

  /// Nothing left this replica.
  final class NeverLeft extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NeverLeft(Throwable cause) {
      super(cause);
    }
  }

  /// Asks a peer. A future that fails leaves open whether the peer has heard, unless it fails with
  /// [NeverLeft].
  CompletableFuture<RegisterMessage.Reply> ask(ReplicaId to, RegisterMessage.Request request);
}
