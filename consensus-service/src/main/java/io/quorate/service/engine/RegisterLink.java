package io.quorate.service.engine;

import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.Content;
import io.quorate.core.register.RegisterMessage;
import io.quorate.core.register.RegisterMessage.Held;
import io.quorate.core.register.RegisterMessage.Item;
import io.quorate.core.register.RegisterMessage.Query;
import io.quorate.core.register.RegisterMessage.Reply;
import io.quorate.core.register.RegisterMessage.Request;
import io.quorate.core.register.RegisterMessage.Update;
import io.quorate.service.engine.RegisterOperations.Running;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// What the operations of this replica ask of one member: gathers it into messages, and hands the
/// answers back place by place. While messages are on their way, what comes next waits and grows
/// into one. Confined to the registers' thread.
final class RegisterLink {
  /// Carries a message to the member.
  interface Carrier {
    CompletableFuture<Reply> carry(Request request);
  }

  private record Asked(Running operation, Item item) {}

  private final ReplicaId member;
  private final RegisterSettings settings;
  private final RegisterOperations operations;
  private final Carrier carrier;
  private final Events loop;
  private final Deque<Asked> queries = new ArrayDeque<>();
  private final Deque<Asked> updates = new ArrayDeque<>();
  private int underWay;

  /// Where events of the registers' thread are posted.
  interface Events {
    void post(Runnable event);
  }

  RegisterLink(
      ReplicaId member,
      RegisterSettings settings,
      RegisterOperations operations,
      Carrier carrier,
      Events loop) {
    this.member = member;
    this.settings = settings;
    this.operations = operations;
    this.carrier = carrier;
    this.loop = loop;
  }

  void add(Running operation, Item item) {
    switch (item) {
      case Query _ -> queries.add(new Asked(operation, item));
      case Update _ -> updates.add(new Asked(operation, item));
    }
  }

  /// Sends what waits, as far as there is room on the way. A question of an operation that is over
  /// is dropped; a copy is sent nevertheless, because the member may lack it.
  void flush() {
    while (underWay < settings.underWay()) {
      List<Asked> batch = take(updates);
      if (batch.isEmpty()) {
        queries.removeIf(one -> one.operation().isOver());
        batch = take(queries);
      }
      if (batch.isEmpty()) {
        return;
      }
      send(batch);
    }
    // A member that does not answer is brought up to date later, not from memory.
    if (updates.size() > settings.queue()) {
      updates.removeIf(one -> one.operation().isOver());
    }
  }

  private List<Asked> take(Deque<Asked> waiting) {
    List<Asked> batch = new ArrayList<>();
    long bytes = 0;
    while (!waiting.isEmpty() && batch.size() < settings.batch()) {
      bytes += size(waiting.peek().item());
      if (bytes > settings.batchBytes() && !batch.isEmpty()) {
        break;
      }
      batch.add(waiting.remove());
    }
    return batch;
  }

  private static long size(Item item) {
    return item instanceof Update update && update.copy().content() instanceof Content.Value value
        ? value.bytes().length
        : 0;
  }

  private void send(List<Asked> batch) {
    underWay++;
    var _ =
        carrier
            .carry(request(batch))
            .whenComplete((reply, failure) -> loop.post(() -> ended(batch, reply, failure)));
  }

  private static Request request(List<Asked> batch) {
    return batch.getFirst().item() instanceof Query
        ? new RegisterMessage.Read(batch.stream().map(one -> (Query) one.item()).toList())
        : new RegisterMessage.Write(batch.stream().map(one -> (Update) one.item()).toList());
  }

  private void ended(List<Asked> batch, @Nullable Reply reply, @Nullable Throwable failure) {
    underWay--;
    if (reply != null) {
      handOut(batch, reply);
      return;
    }
    Throwable cause = failure instanceof CompletionException known ? known.getCause() : failure;
    if (cause instanceof RegisterTransport.NeverLeft) {
      batch.forEach(one -> operations.neverArrived(one.operation(), member, one.item()));
    }
  }

  private void handOut(List<Asked> batch, Reply reply) {
    if (reply instanceof RegisterMessage.Found(List<Held> held) && held.size() == batch.size()) {
      for (int place = 0; place < held.size(); place++) {
        operations.found(batch.get(place).operation(), member, held.get(place));
      }
    }
    if (reply instanceof RegisterMessage.Kept(List<Boolean> kept) && kept.size() == batch.size()) {
      for (int place = 0; place < kept.size(); place++) {
        Asked one = batch.get(place);
        operations.kept(one.operation(), member, (Update) one.item(), kept.get(place));
      }
    }
  }
}
