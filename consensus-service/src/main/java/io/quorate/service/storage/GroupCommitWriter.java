package io.quorate.service.storage;

import io.quorate.core.paxos.Write;
import io.quorate.core.register.RegisterWrite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/// Commits all groups that wait in one transaction, makes it durable, and only then says so (I6).
///
/// It waits for nothing but the next group, so an idle replica's write is durable after one sync,
/// and a busy one's share a sync with whatever came in during the last. All of it happens on one
/// platform thread that nobody may interrupt: an interrupt inside H2 closes the database.
public final class GroupCommitWriter implements GroupWriter {
  /// How long the last writes may take. Whoever ends while the disk hangs leaves as a crash would,
  /// and that is safe: nobody was told of what is not durable, and what gets there all the same is
  /// found at the next start.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private sealed interface Group {}

  private record Log(long sequence, List<Write> writes) implements Group {}

  private record Registers(long sequence, List<RegisterWrite> writes) implements Group {}

  private record End() implements Group {}

  private static final Group END = new End();

  private final BlockingQueue<Group> waiting = new LinkedBlockingQueue<>();
  private final SessionFactory sessions;
  private final Durability durability;
  private final Epoch epoch;
  private final WrittenState state;
  private final WrittenRegisters registers = new WrittenRegisters();
  private final LongConsumer durableChosenUpTo;
  private final CommitListener listener;
  private final WriterMeters meters;
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private final Thread thread;
  private final AtomicBoolean failing = new AtomicBoolean();

  GroupCommitWriter(
      SessionFactory sessions,
      Durability durability,
      Epoch epoch,
      WrittenState state,
      LongConsumer durableChosenUpTo,
      CommitListener listener,
      WriterMeters meters) {
    this.sessions = sessions;
    this.durability = durability;
    this.epoch = epoch;
    this.state = state;
    this.durableChosenUpTo = durableChosenUpTo;
    this.listener = listener;
    this.meters = meters;
    this.thread = Thread.ofPlatform().name("quorate-store-writer").daemon().unstarted(this::run);
  }

  GroupCommitWriter start() {
    thread.start();
    return this;
  }

  @Override
  public void submit(long sequence, List<Write> writes) {
    if (!failing.get()) {
      waiting.add(new Log(sequence, writes));
    }
  }

  @Override
  public void submitRegisters(long sequence, List<RegisterWrite> writes) {
    if (!failing.get()) {
      waiting.add(new Registers(sequence, writes));
    }
  }

  @Override
  public void close() {
    waiting.add(END);
    // A listener may close it too, but the writer's thread can not wait for itself.
    if (Thread.currentThread() != thread && !hasEnded()) {
      fail(new IllegalStateException("the disk did not take the last writes within " + PATIENCE));
    }
  }

  private boolean hasEnded() {
    return ended.copy().completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  private void run() {
    try (StatelessSession session = sessions.openStatelessSession()) {
      session.doWork(durability::prepare);
      registers.prepare(session);
      List<Group> groups = new ArrayList<>();
      while (takeWaiting(groups)) {
        commit(session, groups);
      }
    } catch (Throwable cause) {
      fail(cause);
    } finally {
      ended.complete(true);
    }
  }

  /// Waits for a group and takes all that are there; false once the writer is closed and has
  /// nothing more to write.
  private boolean takeWaiting(List<Group> groups) throws InterruptedException {
    groups.clear();
    groups.add(waiting.take());
    waiting.drainTo(groups);
    if (groups.remove(END)) {
      waiting.add(END);
    }
    return !groups.isEmpty();
  }

  private void commit(StatelessSession session, List<Group> groups) {
    long start = System.nanoTime();
    groups.forEach(this::take);
    session.inTransaction(_ -> {
      state.carryOut(session);
      registers.carryOut(session);
      session.doWork(connection -> durability.mustBeTheLast(epoch, connection));
    });
    session.doWork(durability::afterCommit);
    // I6: from here on, and not before, others may hear of these groups.
    durableChosenUpTo.accept(state.chosenUpTo());
    meters.committed(groups.size(), System.nanoTime() - start);
    report(groups);
  }

  private void take(Group group) {
    switch (group) {
      case Log log -> log.writes().forEach(state::take);
      case Registers written -> written.writes().forEach(registers::take);
      case End() -> {}
    }
  }

  private void report(List<Group> groups) {
    long log = 0;
    long registersUpTo = 0;
    for (Group group : groups) {
      switch (group) {
        case Log(long sequence, var _) -> log = sequence;
        case Registers(long sequence, var _) -> registersUpTo = sequence;
        case End() -> {}
      }
    }
    if (log > 0) {
      listener.durable(log);
    }
    if (registersUpTo > 0) {
      listener.registersDurable(registersUpTo);
    }
  }

  /// Final: what a failed sync lost stays lost, though the next one would succeed.
  private void fail(Throwable cause) {
    if (failing.compareAndSet(false, true)) {
      waiting.clear();
      listener.failed(cause);
    }
  }
}
