package io.quorate.service.engine;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.Input.Sender;
import io.quorate.core.paxos.Message;
import io.quorate.core.paxos.Message.Reply;
import io.quorate.core.paxos.Replica;
import io.quorate.core.store.Request;
import io.quorate.core.store.RequestCodec;
import io.quorate.core.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// The engine as callers see it: admits them, hands their work to the loop, and waits with them.
public final class ReplicaEngine implements Engine, AutoCloseable {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);

  /// For the loop's thread alone: only what is posted there may ask it.
  private final Replica replica;

  private final EngineLoop loop;
  private final Admission admission;
  private final Doors doors = new Doors();
  private final Fence fence;
  private final EngineObserver observer;
  private volatile boolean started;

  /// An engine that does nothing until [#start].
  ///
  /// @param replica as it stands in the store; the engine's alone from now on
  /// @param store with everything applied that is known chosen; the engine's alone from now on
  /// @param origin a random number that no other process uses
  public ReplicaEngine(
      Replica replica,
      Store store,
      long origin,
      Transport transport,
      Fence fence,
      EngineSettings settings,
      EngineObserver observer) {
    this.replica = replica;
    this.loop = new EngineLoop(replica, store, origin, transport, fence, settings, observer);
    this.admission = new Admission(settings);
    this.fence = fence;
    this.observer = observer;
  }

  /// Starts the loop, which writes to this journal; once.
  public void start(Journal journal) {
    started = true;
    Thread.ofPlatform().name("engine").daemon(true).start(() -> loop.run(journal));
  }

  /// Gives leadership away if it is held here, and waits until another replica leads, but no longer
  /// than this.
  ///
  /// @return whether another replica is known to lead
  public boolean handOver(Duration timeout) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    loop.post(() -> loop.handOver(done));
    return await(done, timeout).orElse(false);
  }

  /// Turns away every caller from now on, and waits until all who were let in are out and nobody
  /// has come for so long. Peers are still served.
  ///
  /// @return false when there was no such quiet within `patience`
  public boolean turnAway(Duration quiet, Duration patience) throws InterruptedException {
    return doors.close(quiet, patience);
  }

  /// The doors that its callers come in by; those of the registers use the same.
  public Doors doors() {
    return doors;
  }

  /// Stops the loop, if it runs. Whoever still waits learns that it has stopped, or that the
  /// outcome is unknown. May be called again.
  @Override
  public void close() {
    if (started) {
      loop.post(loop::stop);
      await(loop.whenEnded(), STOP_TIMEOUT);
    }
  }

  /// The journal has made the writes up to this sequence durable. Safe for any thread.
  public void durable(long sequence) {
    loop.post(() -> loop.durable(sequence));
  }

  @Override
  public Submitted write(Request request, Duration timeout) {
    long start = System.nanoTime();
    Submitted outcome = letInToWrite(request, timeout);
    observer.wrote(outcome, Duration.ofNanos(System.nanoTime() - start));
    return outcome;
  }

  private Submitted letInToWrite(Request request, Duration timeout) {
    try {
      return doors.enter()
          ? submit(RequestCodec.encode(request), timeout)
          : new Submitted.Rejected(Doors.STOPPING);
    } finally {
      doors.leave();
    }
  }

  private Submitted submit(byte[] body, Duration timeout) {
    Optional<Refusal> refusal = notReady();
    if (refusal.isPresent()) {
      return new Submitted.Rejected(refusal.get());
    }
    if (!admission.enter(1, body.length)) {
      return new Submitted.Rejected(overloaded());
    }
    Work.Local work = new Work.Local(body);
    try {
      loop.post(() -> loop.submit(work));
      return await(work.answer(), timeout).orElseGet(() -> giveUp(work, timeout));
    } finally {
      admission.leave(1, body.length);
    }
  }

  private Submitted giveUp(Work.Local work, Duration timeout) {
    work.giveUp(noQuorum(timeout));
    loop.post(() -> loop.abandon(work));
    return work.answer().join();
  }

  @Override
  public <T> Answer<T> read(
      Consistency consistency, Duration timeout, Function<Store, T> question) {
    long start = System.nanoTime();
    Answer<T> answer = letInToAsk(consistency, timeout, question);
    observer.read(answer, Duration.ofNanos(System.nanoTime() - start));
    return answer;
  }

  private <T> Answer<T> letInToAsk(
      Consistency consistency, Duration timeout, Function<Store, T> question) {
    try {
      return doors.enter()
          ? ask(consistency, timeout, question)
          : new Answer.Refused<>(Doors.STOPPING);
    } finally {
      doors.leave();
    }
  }

  private <T> Answer<T> ask(Consistency consistency, Duration timeout, Function<Store, T> ask) {
    Optional<Refusal> refusal = notReady();
    if (refusal.isPresent()) {
      return new Answer.Refused<>(refusal.get());
    }
    if (!admission.enter(1, 0)) {
      return new Answer.Refused<>(overloaded());
    }
    var query = new Queries.Query<>(ask, new CompletableFuture<Answer<T>>());
    try {
      loop.post(() -> loop.query(consistency, query));
      return await(query.answer(), timeout)
          .orElseGet(() -> giveUp(query, tooLate(consistency, timeout)));
    } finally {
      admission.leave(1, 0);
    }
  }

  private static <T> Answer<T> giveUp(Queries.Query<T> query, Refusal refusal) {
    query.refuse(refusal);
    return query.answer().join();
  }

  private Refusal tooLate(Consistency consistency, Duration timeout) {
    return switch (consistency) {
      case Consistency.AtLeast(long revision) ->
          new Refusal(
              Refusal.Kind.NOT_READY,
              "this replica has applied up to revision %d; revision %d did not come within %d ms"
                  .formatted(loop.view().revision(), revision, timeout.toMillis()));
      case Consistency.Linearizable(), Consistency.Stale() -> noQuorum(timeout);
    };
  }

  @Override
  public CompletableFuture<Reply> ask(Sender from, Message.Request request) {
    var question = new Questions.Question(request, new CompletableFuture<>());
    loop.post(() -> loop.ask(from, question));
    return question.answer();
  }

  @Override
  public CompletableFuture<Forwarding> takeForwarded(Sender from, List<Command> commands) {
    long size = commands.stream().mapToLong(Command::size).sum();
    if (!admission.enter(commands.size(), size)) {
      return CompletableFuture.completedFuture(new Forwarding.Overloaded());
    }
    CompletableFuture<Forwarding> answer = new CompletableFuture<>();
    var _ = answer.whenComplete((forwarding, failure) -> admission.leave(commands.size(), size));
    loop.post(() -> {
      OptionalLong otherStore = replica.otherStoreOf(from);
      if (otherStore.isPresent()) {
        answer.complete(new Forwarding.Stranger(otherStore.getAsLong()));
        return;
      }
      loop.takeForwarded(commands, answer);
    });
    return answer;
  }

  @Override
  public CompletableFuture<OptionalLong> otherStoreOf(Sender sender) {
    // Who is known once stays known as that: only a stranger has to wait for the loop.
    Optional<Long> met = Optional.ofNullable(view().status().stores().get(sender.replica()));
    if (met.isPresent()) {
      long known = met.get();
      return CompletableFuture.completedFuture(
          known == sender.incarnation() ? OptionalLong.empty() : OptionalLong.of(known));
    }
    CompletableFuture<OptionalLong> known = new CompletableFuture<>();
    loop.post(() -> known.complete(replica.otherStoreOf(sender)));
    return known;
  }

  @Override
  public View view() {
    return loop.view();
  }

  private Optional<Refusal> notReady() {
    return fence
        .reason()
        .map(why -> "this replica has fenced itself: " + why)
        .or(() -> loop.view().status().whyNoVote())
        .flatMap(ReplicaEngine::refusal);
  }

  private static Optional<Refusal> refusal(String why) {
    return Optional.of(new Refusal(Refusal.Kind.NOT_READY, why));
  }

  private static Refusal overloaded() {
    return new Refusal(Refusal.Kind.OVERLOADED, "too many requests wait already");
  }

  private static Refusal noQuorum(Duration timeout) {
    String why =
        "no leader with a quorum was found within "
            + timeout.toMillis()
            + " ms; nothing was proposed";
    return new Refusal(Refusal.Kind.NO_QUORUM, why);
  }

  /// Empty when the time is over first.
  private static <T> Optional<T> await(CompletableFuture<T> future, Duration timeout) {
    try {
      return Optional.of(future.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException late) {
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible.getCause());
    }
  }
}
