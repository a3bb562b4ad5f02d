package io.quorate.service.peer;

import io.quorate.core.quorum.ReplicaId;
import io.quorate.service.engine.Standing;
import io.quorate.service.engine.Vote;
import io.quorate.service.engine.Witnesses;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Asks the peers over the transport's connections.
public final class HttpWitnesses implements Witnesses {
  private final HttpTransport transport;
  private final Duration patience;

  /// @param patience how long a peer has for its answer
  public HttpWitnesses(HttpTransport transport, Duration patience) {
    this.transport = transport;
    this.patience = patience;
  }

  @Override
  public Map<ReplicaId, Standing> standings() {
    return askAll(transport::standing);
  }

  @Override
  public Map<ReplicaId, List<Vote>> votes(long fromSlot, int limit) {
    return askAll(peer ->
        transport
            .votes(peer, fromSlot, Math.min(limit, WitnessController.MAX_VOTES))
            .thenApply(Votes::votes));
  }

  private <T> Map<ReplicaId, T> askAll(Function<ReplicaId, CompletableFuture<T>> question) {
    Map<ReplicaId, CompletableFuture<T>> asked = new TreeMap<>();
    transport.peers().forEach(peer -> asked.put(peer, question.apply(peer)));
    CompletableFuture.allOf(asked.values().toArray(CompletableFuture<?>[]::new))
        .exceptionally(_ -> null)
        .completeOnTimeout(null, patience.toNanos(), TimeUnit.NANOSECONDS)
        .join();
    Map<ReplicaId, T> answers = new TreeMap<>();
    asked.forEach((peer, answer) -> {
      if (answer.isDone() && !answer.isCompletedExceptionally()) {
        answers.put(peer, answer.join());
      }
    });
    return answers;
  }
}
