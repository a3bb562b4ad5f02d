package io.quorate.service.engine;

import io.quorate.core.keyspace.Retention;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.Input;
import io.quorate.core.paxos.Input.Sender;
import io.quorate.core.paxos.Message;
import io.quorate.core.paxos.Recovered;
import io.quorate.core.paxos.Replica;
import io.quorate.core.paxos.Timing;
import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.store.Limits;
import io.quorate.core.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The engine of replica a, with its real thread, whose peers b and c are played by the test. Time
/// does nothing to it: it never stands for election by itself, and never repeats what it sent.
final class LoneEngine implements AutoCloseable {
  private static final long AGES = 3_600_000;
  private static final ReplicaId A = new ReplicaId("a");
  static final ReplicaId B = new ReplicaId("b");
  static final ReplicaId C = new ReplicaId("c");
  static final QuorumSystem QUORUMS = Majority.of(List.of(A, B, C));

  /// A store that has met both peers and may vote.
  static final Recovered VOTER =
      new Recovered(Ballot.NONE, 0, List.of(), Map.of(B, 1L, C, 1L), true);

  final MemoryCluster.Disk disk = new MemoryCluster.Disk();
  final ReplicaEngine engine;

  /// What it has sent to its peers.
  final Queue<Message.Request> sent = new ConcurrentLinkedQueue<>();

  /// What will become of the commands it passes on, one batch after another; each must be there
  /// before it is needed.
  final Queue<CompletableFuture<Forwarding>> fates = new ConcurrentLinkedQueue<>();

  private final BlockingQueue<ReplicaId> forwards = new LinkedBlockingQueue<>();

  LoneEngine(Recovered recovered) {
    Timing patient = new Timing(AGES / 4, AGES, AGES, AGES, 4, 1_000);
    Replica replica = new Replica(A, QUORUMS, patient, recovered, System.nanoTime() / 1_000_000);
    engine =
        new ReplicaEngine(
            replica,
            new Store(Limits.defaults(), QUORUMS),
            1,
            new Peers(),
            new Fence(why -> {}),
            new EngineSettings(16, 1 << 20, 16, 1 << 20, 16, 2, AGES, Retention.defaults()),
            EngineObserver.NONE);
    disk.engine.complete(engine);
    engine.start(disk);
  }

  /// A peer asks.
  CompletableFuture<Message.Reply> ask(ReplicaId peer, Message.Request request) {
    return engine.ask(new Sender(peer, 1), request);
  }

  /// Returns once the engine has done everything that follows from what happened so far, but for
  /// what waits for the disk. Who is no member is answered at once: that is one turn of the loop,
  /// and the second one takes what the first one's end has posted.
  void settle() {
    for (int turn = 0; turn < 2; turn++) {
      ask(new ReplicaId("nobody"), new Message.Hello()).orTimeout(20, TimeUnit.SECONDS).join();
    }
  }

  /// Waits until the engine has passed commands on, and says to whom.
  ReplicaId awaitForward() throws InterruptedException {
    ReplicaId leader = forwards.poll(20, TimeUnit.SECONDS);
    if (leader == null) {
      throw new AssertionError("nothing was passed on");
    }
    return leader;
  }

  @Override
  public void close() {
    engine.close();
  }

  private final class Peers implements Transport {
    @Override
    public CompletableFuture<Input.Answered> send(ReplicaId to, Message.Request request) {
      sent.add(request);
      return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Input.Fetched> fetch(ReplicaId from, long firstSlot) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Forwarding> forward(ReplicaId leader, List<Command> commands) {
      forwards.add(leader);
      return fates.remove();
    }
  }
}
