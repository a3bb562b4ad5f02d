package io.quorate.service.watch;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Input.Sender;
import io.quorate.core.paxos.Message;
import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.store.Condition;
import io.quorate.core.store.Limits;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Request;
import io.quorate.core.store.RequestCodec;
import io.quorate.core.store.Store;
import io.quorate.service.engine.Answer;
import io.quorate.service.engine.Consistency;
import io.quorate.service.engine.Engine;
import io.quorate.service.engine.Forwarding;
import io.quorate.service.engine.Refusal;
import io.quorate.service.engine.Submitted;
import io.quorate.service.engine.View;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// One real state machine and a hub, both driven by hand.
final class HandEngine implements Engine {
  private final Store store =
      new Store(Limits.defaults(), Majority.of(List.of(new ReplicaId("a"))));
  private final WatchHub hub;
  private Runnable beforeRead = () -> {};
  private Optional<Refusal> refusal = Optional.empty();
  private long commands;

  HandEngine(WatchHub hub) {
    this.hub = hub;
    hub.follow(store);
  }

  /// What happens in the engine right before each look into its state from now on.
  void beforeRead(Runnable event) {
    beforeRead = event;
  }

  void refuse(Refusal why) {
    refusal = Optional.of(why);
  }

  synchronized void put(String key, String value) {
    apply(
        new Operation.Put(
            key, value.getBytes(StandardCharsets.UTF_8), new Condition.None(), false));
  }

  synchronized void apply(Operation operation) {
    CommandId id = new CommandId(1, ++commands);
    byte[] body = RequestCodec.encode(Request.of(operation));
    Command command = new Command(id, commands, 0, body);
    store.apply(store.appliedSlot() + 1, Decree.Batch.of(0, List.of(command)), (_, _) -> {});
  }

  @Override
  public synchronized <T> Answer<T> read(
      Consistency consistency, Duration timeout, Function<Store, T> query) {
    if (refusal.isPresent()) {
      return new Answer.Refused<>(refusal.get());
    }
    beforeRead.run();
    return new Answer.Found<>(query.apply(store), store.revision());
  }

  /// Has the hub do all that waits.
  void deliver() {
    try {
      while (hub.hasWork()) {
        hub.handleNext();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Submitted write(Request request, Duration timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Message.Reply> ask(Sender from, Message.Request request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Forwarding> takeForwarded(Sender from, List<Command> batch) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<OptionalLong> otherStoreOf(Sender sender) {
    throw new UnsupportedOperationException();
  }

  @Override
  public View view() {
    throw new UnsupportedOperationException();
  }
}
