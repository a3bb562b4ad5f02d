package io.quorate.service.engine;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.Input;
import io.quorate.core.paxos.Message;
import io.quorate.core.quorum.ReplicaId;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// How the engine reaches the other replicas. Messages may be lost, late and out of order: a future
/// that fails means exactly that. No method blocks, and the futures complete on any thread.
public interface Transport {

  /// Sends a request; completes with the answer and who gave it.
  CompletableFuture<Input.Answered> send(ReplicaId to, Message.Request request);

  /// Asks a peer for decrees that it knows chosen, from this slot on; at most a page, in slot
  /// order. Completes with them and who gave them.
  CompletableFuture<Input.Fetched> fetch(ReplicaId from, long firstSlot);

  /// Passes commands on to the leader; completes once all of them are chosen there, or with why
  /// not. A failed future leaves open whether they were.
  CompletableFuture<Forwarding> forward(ReplicaId leader, List<Command> commands);
}
