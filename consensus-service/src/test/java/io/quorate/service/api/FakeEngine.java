package io.quorate.service.api;

import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Input.Sender;
import io.quorate.core.paxos.Message;
import io.quorate.core.paxos.Status;
import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.store.Limits;
import io.quorate.core.store.Request;
import io.quorate.core.store.RequestCodec;
import io.quorate.core.store.Result;
import io.quorate.core.store.Store;
import io.quorate.service.engine.Answer;
import io.quorate.service.engine.Consistency;
import io.quorate.service.engine.Coordination;
import io.quorate.service.engine.Engine;
import io.quorate.service.engine.Forwarding;
import io.quorate.service.engine.LockNews;
import io.quorate.service.engine.Refusal;
import io.quorate.service.engine.Submitted;
import io.quorate.service.engine.View;
import io.quorate.service.watch.Buffer;
import io.quorate.service.watch.WatchHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An engine that agrees with itself at once: the real state machine, and answers on demand.
final class FakeEngine implements Engine {
  private static final ReplicaId A = new ReplicaId("a");
  private static final QuorumSystem QUORUMS =
      Majority.of(List.of(A, new ReplicaId("b"), new ReplicaId("c")));

  private final LockNews news;
  private final WatchHub watches;
  private Store store = new Store(Limits.defaults(), QUORUMS);
  private final List<Request> writes = new ArrayList<>();
  private @Nullable Submitted nextWrite;
  private @Nullable Refusal nextRead;
  private @Nullable RuntimeException nextFailure;
  private @Nullable Duration timeout;
  private @Nullable Consistency consistency;
  private long chosenUpTo;
  private long now;

  FakeEngine(LockNews news) {
    this(news, new WatchHub(0, new Buffer(1, 1)));
  }

  FakeEngine(LockNews news, WatchHub watches) {
    this.news = news;
    this.watches = watches;
  }

  synchronized void reset() {
    store = new Store(Limits.defaults(), QUORUMS);
    news.follow(store.locks());
    now = 0;
    watches.follow(store);
    writes.clear();
    nextWrite = null;
    nextRead = null;
    nextFailure = null;
    timeout = null;
    consistency = null;
    chosenUpTo = 0;
  }

  /// The next write is answered so and does not take place.
  synchronized void answerNextWrite(Submitted answer) {
    nextWrite = answer;
  }

  /// The next read is refused.
  synchronized void refuseNextRead(Refusal refusal) {
    nextRead = refusal;
  }

  /// The next read fails, as it never should.
  synchronized void failNextRead(RuntimeException failure) {
    nextFailure = failure;
  }

  /// What the log says that the time is, in milliseconds since 1970.
  synchronized void now(long millis) {
    now = millis;
  }

  synchronized void chosenUpTo(long slot) {
    chosenUpTo = slot;
  }

  /// What a test wants to know of the state.
  synchronized <T> T look(Function<Store, T> question) {
    return question.apply(store);
  }

  /// What has reached the log.
  synchronized List<Request> writes() {
    return List.copyOf(writes);
  }

  synchronized Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  synchronized Optional<Consistency> consistency() {
    return Optional.ofNullable(consistency);
  }

  @Override
  public synchronized Submitted write(Request request, Duration patience) {
    timeout = patience;
    if (nextWrite != null) {
      Submitted answer = nextWrite;
      nextWrite = null;
      return answer;
    }
    writes.add(request);
    CommandId id = new CommandId(1, writes.size());
    Command command = new Command(id, writes.size(), now, RequestCodec.encode(request));
    List<Result> results = new ArrayList<>();
    store.apply(store.appliedSlot() + 1, decree(command, now), (_, result) -> results.add(result));
    return new Submitted.Applied(results.getFirst());
  }

  private static Decree decree(Command command, long now) {
    Decree.Batch batch = Decree.Batch.of(now, List.of(command));
    return RequestCodec.asksForChange(command.body()) ? RequestCodec.change(batch) : batch;
  }

  @Override
  public synchronized <T> Answer<T> read(
      Consistency asked, Duration patience, Function<Store, T> query) {
    timeout = patience;
    consistency = asked;
    if (nextFailure != null) {
      RuntimeException failure = nextFailure;
      nextFailure = null;
      throw failure;
    }
    if (nextRead != null) {
      Refusal refusal = nextRead;
      nextRead = null;
      return new Answer.Refused<>(refusal);
    }
    return new Answer.Found<>(query.apply(store), store.revision());
  }

  @Override
  public CompletableFuture<Message.Reply> ask(Sender from, Message.Request request) {
    throw new UnsupportedOperationException("callers do not speak Paxos");
  }

  @Override
  public CompletableFuture<Forwarding> takeForwarded(Sender from, List<Command> commands) {
    throw new UnsupportedOperationException("callers do not forward");
  }

  @Override
  public CompletableFuture<OptionalLong> otherStoreOf(Sender sender) {
    throw new UnsupportedOperationException("callers have no store");
  }

  @Override
  public synchronized View view() {
    Status status =
        new Status(
            "leader",
            Optional.of(A),
            new Ballot(4, A),
            chosenUpTo,
            0,
            true,
            1,
            Map.of(),
            Optional.empty(),
            false,
            Map.of());
    int keys = store.now().keys().size();
    return new View(
        status,
        store.appliedSlot(),
        store.revision(),
        keys,
        new Coordination(0, 0, 0, 0),
        store.quorumHistory(),
        0,
        0,
        0);
  }
}
