package io.quorate.service.engine;

import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.Level;
import io.quorate.core.register.MemberEffects;
import io.quorate.core.register.RegisterMember;
import io.quorate.core.register.RegisterMessage.Reply;
import io.quorate.core.register.RegisterMessage.Request;
import io.quorate.core.register.RegisterOperation;
import io.quorate.core.register.RegisterOutcome;
import io.quorate.core.register.RegisterPage;
import io.quorate.core.register.Tag;
import io.quorate.core.register.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/// The one thread that owns this replica's [RegisterMember] and the operations that it coordinates.
///
/// It is a thread of its own, beside that of the log: the two share nothing but the disk's commits,
/// so neither has to wait for a batch of the other, and a register goes on while the log has no
/// leader.
public final class RegisterEngine implements Registers, RegisterUpkeep.Loop, AutoCloseable {
  private static final long TICK_MILLIS = 20;

  private final ReplicaId self;
  private final RegisterMember member;
  private final long life;
  private final RegisterTransport transport;
  private final Doors doors;
  private final Fence fence;
  private final RegisterSettings settings;
  private final Supplier<Optional<String>> whyNot;
  private final RepairListener repairs;
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private final RegisterOperations operations;
  private final RegisterUpkeep upkeep;
  private final Map<ReplicaId, RegisterLink> links = new TreeMap<>();
  private final Held held = new Held();
  private final Map<Once, CompletableFuture<RegisterOutcome>> repeatable = new HashMap<>();
  private final AtomicInteger callers = new AtomicInteger();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private RegisterJournal journal = (_, _) -> {};
  private long writes;
  private long tickAt;
  private volatile boolean started;
  private volatile boolean stopping;

  /// Requests with one idempotency key for one register run one after the other at this replica.
  private record Once(String key, Optional<String> idempotencyKey) {}

  /// Hears what was repaired in the background.
  public interface RepairListener {
    /// So many copies were taken from a peer, and so many given to it.
    void repaired(int pulled, int pushed);
  }

  /// Registers that do nothing until [#start].
  ///
  /// @param member as it stands in the store; the engine's alone from now on
  /// @param life a random number that no other process uses
  /// @param whyNot why this replica does not vote, empty when it does; asked from any thread
  public RegisterEngine(
      ReplicaId self,
      QuorumSystem quorums,
      RegisterMember member,
      long life,
      RegisterTransport transport,
      Doors doors,
      Fence fence,
      RegisterSettings settings,
      Supplier<Optional<String>> whyNot,
      RepairListener repairs) {
    this.self = self;
    this.member = member;
    this.life = life;
    this.transport = transport;
    this.doors = doors;
    this.fence = fence;
    this.settings = settings;
    this.whyNot = whyNot;
    this.repairs = repairs;
    this.operations =
        new RegisterOperations(
            quorums,
            settings.resendAfter().toMillis(),
            (to, operation, item) -> link(to).add(operation, item));
    quorums
        .members()
        .forEach(one ->
            links.put(
                one,
                new RegisterLink(
                    one, settings, operations, request -> ask(one, request), this::post)));
    this.upkeep = new RegisterUpkeep(member, self, quorums.members(), settings, this);
  }

  private RegisterLink link(ReplicaId member) {
    return Optional.ofNullable(links.get(member)).orElseThrow();
  }

  /// Starts the thread, which writes to this journal; once.
  public void start(RegisterJournal writer) {
    started = true;
    Thread.ofPlatform().name("registers").daemon(true).start(() -> run(writer));
  }

  private void run(RegisterJournal writer) {
    journal = writer;
    List<Runnable> batch = new ArrayList<>();
    try {
      while (!stopping && fence.reason().isEmpty()) {
        Runnable first = events.poll(Math.max(0, tickAt - now()), TimeUnit.MILLISECONDS);
        if (first != null) {
          first.run();
          events.drainTo(batch);
          batch.forEach(Runnable::run);
          batch.clear();
        }
        tick();
        links.values().forEach(RegisterLink::flush);
      }
    } catch (Throwable failure) {
      fence.fence(failure);
      batch.clear();
    }
    events.drainTo(batch);
    batch.forEach(Runnable::run);
    operations.giveUp();
    ended.complete(true);
  }

  private void tick() {
    if (now() >= tickAt) {
      tickAt = now() + TICK_MILLIS;
      operations.tick(now());
      if (whyNot.get().isEmpty()) {
        upkeep.tick(now());
      }
    }
  }

  @Override
  public void post(Runnable event) {
    events.add(event);
  }

  /// The journal has made the writes up to this sequence durable. Safe for any thread.
  public void durable(long sequence) {
    post(() -> {
      member.durable(sequence);
      held.durable(sequence);
    });
  }

  @Override
  public Ended run(Function<Writer, RegisterOperation> operation, Level level, Duration timeout) {
    try {
      return doors.enter() ? letIn(operation, level, timeout) : new Ended.Refused(Doors.STOPPING);
    } finally {
      doors.leave();
    }
  }

  private Ended letIn(
      Function<Writer, RegisterOperation> operation, Level level, Duration timeout) {
    Optional<String> closed =
        fence.reason().or(() -> stopping ? Optional.of("stops") : Optional.empty());
    if (closed.isPresent()) {
      return refused(Refusal.Kind.NOT_READY, "this replica takes no operations: " + closed.get());
    }
    try {
      if (callers.incrementAndGet() > settings.queue()) {
        return refused(Refusal.Kind.OVERLOADED, "too many requests wait already");
      }
      CompletableFuture<RegisterOutcome> outcome = new CompletableFuture<>();
      long deadline = now() + timeout.toMillis();
      post(() -> begin(operation, level, deadline, outcome));
      if (ended.isDone()) {
        outcome.complete(new RegisterOutcome.NoQuorum(Set.of()));
      }
      return new Ended.With(outcome.join());
    } finally {
      callers.decrementAndGet();
    }
  }

  private static Ended refused(Refusal.Kind kind, String why) {
    return new Ended.Refused(new Refusal(kind, why));
  }

  private void begin(
      Function<Writer, RegisterOperation> operation,
      Level level,
      long deadline,
      CompletableFuture<RegisterOutcome> outcome) {
    RegisterOperation own = operation.apply(new Writer(self, life, ++writes));
    Once once = new Once(own.key(), own.idempotencyKey());
    CompletableFuture<RegisterOutcome> earlier = repeatable.get(once);
    if (earlier != null) {
      // Then it finds what the earlier attempt has left.
      outcome.completeOnTimeout(
          new RegisterOutcome.OutcomeUnknown(Tag.ZERO, Set.of()),
          Math.max(0, deadline - now()),
          TimeUnit.MILLISECONDS);
      var _ =
          earlier.whenComplete((_, _) -> post(() -> begin(operation, level, deadline, outcome)));
      return;
    }
    if (outcome.isDone()) {
      return;
    }
    if (once.idempotencyKey().isPresent()) {
      repeatable.put(once, outcome);
      var _ = outcome.whenComplete((_, _) -> post(() -> repeatable.remove(once, outcome)));
    }
    operations.begin(own, level, now(), deadline, outcome);
  }

  @Override
  public CompletableFuture<Reply> ask(Request request) {
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    Optional<String> reason = whyNot.get();
    if (reason.isPresent()) {
      answer.completeExceptionally(new IllegalStateException(reason.get()));
    } else {
      post(() -> answer(request, answer));
    }
    return answer;
  }

  private void answer(Request request, CompletableFuture<Reply> answer) {
    MemberEffects effects = member.step(request, System.currentTimeMillis());
    if (!effects.writes().isEmpty()) {
      journal.submit(effects.sequence(), effects.writes());
    }
    held.send(effects.after(), () -> answer.complete(effects.reply()));
  }

  @Override
  public CompletableFuture<Reply> ask(ReplicaId to, Request request) {
    return to.equals(self) ? ask(request) : transport.ask(to, request);
  }

  @Override
  public void repaired(int pulled, int pushed) {
    repairs.repaired(pulled, pushed);
  }

  @Override
  public Optional<RegisterPage> held(RegisterPage.Wanted wanted, Duration timeout) {
    CompletableFuture<Optional<RegisterPage>> page = new CompletableFuture<>();
    post(() -> page.complete(Optional.of(member.page(wanted))));
    return page.completeOnTimeout(Optional.empty(), timeout.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  /// Stops the thread, if it runs. Whoever still waits learns that the outcome is unknown, or that
  /// there was no quorum. May be called again.
  @Override
  public void close() {
    stopping = true;
    post(() -> {});
    if (started) {
      var _ = ended.orTimeout(1, TimeUnit.SECONDS).exceptionally(_ -> false).join();
    }
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
