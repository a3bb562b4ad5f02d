package io.quorate.service.peer;

import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.Input.Sender;
import io.quorate.core.paxos.Message;
import io.quorate.core.paxos.Status;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.store.QuorumHistory;
import io.quorate.core.store.Request;
import io.quorate.core.store.Store;
import io.quorate.service.engine.Answer;
import io.quorate.service.engine.Consistency;
import io.quorate.service.engine.Coordination;
import io.quorate.service.engine.Engine;
import io.quorate.service.engine.Forwarding;
import io.quorate.service.engine.Submitted;
import io.quorate.service.engine.View;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/// Notes what it is asked and answers what the test says.
final class FakeEngine implements Engine {
  record Asked(Sender from, Message.Request request) {}

  final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
  final Queue<List<Command>> forwarded = new ConcurrentLinkedQueue<>();
  final Queue<Sender> forwarders = new ConcurrentLinkedQueue<>();

  /// The incarnation that this engine knows each replica with.
  final Map<ReplicaId, Long> met = new ConcurrentHashMap<>();

  volatile CompletableFuture<Message.Reply> reply =
      CompletableFuture.completedFuture(new Message.Welcome());
  volatile CompletableFuture<Forwarding> forwarding =
      CompletableFuture.completedFuture(new Forwarding.NotLeading());

  void replies(Message.Reply answer) {
    reply = CompletableFuture.completedFuture(answer);
  }

  void forwards(Forwarding answer) {
    forwarding = CompletableFuture.completedFuture(answer);
  }

  @Override
  public CompletableFuture<Message.Reply> ask(Sender from, Message.Request request) {
    asked.add(new Asked(from, request));
    return reply;
  }

  @Override
  public CompletableFuture<Forwarding> takeForwarded(Sender from, List<Command> commands) {
    forwarders.add(from);
    forwarded.add(commands);
    return forwarding;
  }

  @Override
  public CompletableFuture<OptionalLong> otherStoreOf(Sender sender) {
    Long known = met.get(sender.replica());
    return CompletableFuture.completedFuture(
        known == null || known == sender.incarnation()
            ? OptionalLong.empty()
            : OptionalLong.of(known));
  }

  @Override
  public Submitted write(Request request, Duration timeout) {
    throw new AssertionError("no peer writes");
  }

  @Override
  public <T> Answer<T> read(Consistency consistency, Duration timeout, Function<Store, T> query) {
    throw new AssertionError("no peer reads");
  }

  @Override
  public View view() {
    Status status =
        new Status(
            "leader",
            Optional.of(Samples.B),
            new Ballot(3, Samples.B),
            12,
            0,
            true,
            1,
            Map.of(Samples.A, 11L),
            Optional.empty(),
            false,
            Map.copyOf(met));
    return new View(
        status, 11, 9, 4, new Coordination(3, 2, 1, 0), QuorumHistory.of(Samples.QUORUMS), 0, 0, 0);
  }
}
