package io.quorate.service.engine;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.Input;
import io.quorate.core.paxos.Message;
import io.quorate.core.paxos.Recovered;
import io.quorate.core.paxos.Replica;
import io.quorate.core.paxos.Timing;
import io.quorate.core.paxos.Write;
import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.store.Limits;
import io.quorate.core.store.Store;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Engines with their real threads, whose disks and network are memory.
final class MemoryCluster implements AutoCloseable {
  /// A disk with a gate: while that is closed, groups of writes wait; what gets through is durable.
  static final class Disk implements Journal {
    private record Group(long sequence, List<Write> writes) {}

    final NavigableMap<Long, AcceptedDecree> rows = new ConcurrentSkipListMap<>();
    volatile long chosenUpTo;
    final CompletableFuture<ReplicaEngine> engine = new CompletableFuture<>();
    private final Queue<Group> waiting = new ArrayDeque<>();
    private boolean closed;

    @Override
    public synchronized void submit(long sequence, List<Write> writes) {
      waiting.add(new Group(sequence, writes));
      if (!closed) {
        letOneThrough();
      }
    }

    synchronized void closeGate() {
      closed = true;
    }

    synchronized void openGate() {
      closed = false;
      while (!waiting.isEmpty()) {
        letOneThrough();
      }
    }

    /// Makes the group that has waited longest durable.
    synchronized void letOneThrough() {
      Group group = waiting.remove();
      for (Write write : group.writes()) {
        switch (write) {
          case Write.Accepted(AcceptedDecree vote) -> rows.put(vote.slot(), vote);
          case Write.ChosenUpTo(long slot) -> chosenUpTo = slot;
          case Write.Promised _, Write.Met _, Write.Admitted _ -> {}
        }
      }
      engine.join().durable(group.sequence());
    }
  }

  private final Map<ReplicaId, ReplicaEngine> engines = new ConcurrentHashMap<>();
  private final Map<ReplicaId, Disk> disks = new ConcurrentHashMap<>();
  private final Set<ReplicaId> cutOff = ConcurrentHashMap.newKeySet();
  private volatile BiConsumer<String, Message.Request> watcher = (sender, request) -> {};

  MemoryCluster(EngineSettings settings, String... ids) {
    List<ReplicaId> members = new ArrayList<>();
    for (String id : ids) {
      members.add(new ReplicaId(id));
    }
    for (ReplicaId id : members) {
      Disk disk = new Disk();
      long now = System.nanoTime() / 1_000_000;
      Replica replica =
          new Replica(id, Majority.of(members), Timing.defaults(), Recovered.nothing(), now);
      ReplicaEngine engine =
          new ReplicaEngine(
              replica,
              new Store(Limits.defaults(), Majority.of(members)),
              id.hashCode(),
              new Wire(id),
              new Fence(why -> {}),
              settings,
              EngineObserver.NONE);
      disk.engine.complete(engine);
      engines.put(id, engine);
      disks.put(id, disk);
    }
    engines.forEach((id, engine) -> engine.start(Objects.requireNonNull(disks.get(id))));
  }

  ReplicaEngine engine(String id) {
    return Objects.requireNonNull(engines.get(new ReplicaId(id)));
  }

  /// Nothing gets to this replica or away from it any more.
  void cutOff(String id) {
    cutOff.add(new ReplicaId(id));
  }

  /// Sees who is about to send which request, on the sender's thread.
  void watch(BiConsumer<String, Message.Request> newWatcher) {
    watcher = newWatcher;
  }

  void heal() {
    cutOff.clear();
  }

  @Override
  public void close() {
    engines.values().forEach(ReplicaEngine::close);
  }

  /// What one replica sends; each message arrives at once, or never when either side is cut off.
  private final class Wire implements Transport {
    private final ReplicaId self;

    Wire(ReplicaId self) {
      this.self = self;
    }

    private <T> CompletableFuture<T> to(
        ReplicaId other, Function<ReplicaEngine, CompletableFuture<T>> call) {
      if (cutOff.contains(self) || cutOff.contains(other)) {
        return new CompletableFuture<>();
      }
      return call.apply(engine(other.value()));
    }

    @Override
    public CompletableFuture<Input.Answered> send(ReplicaId to, Message.Request request) {
      watcher.accept(self.value(), request);
      return to(to, engine -> engine.ask(new Input.Sender(self, 1), request))
          .thenApply(reply -> new Input.Answered(new Input.Sender(to, 1), reply));
    }

    @Override
    public CompletableFuture<Input.Fetched> fetch(ReplicaId from, long firstSlot) {
      Disk disk = Objects.requireNonNull(disks.get(from));
      return to(
          from,
          engine ->
              CompletableFuture.completedFuture(
                  new Input.Fetched(
                      new Input.Sender(from, 1),
                      List.copyOf(
                          disk.rows.subMap(firstSlot, true, disk.chosenUpTo, true).values()))));
    }

    @Override
    public CompletableFuture<Forwarding> forward(ReplicaId leader, List<Command> commands) {
      return to(leader, engine -> engine.takeForwarded(new Input.Sender(self, 1), commands));
    }
  }
}
