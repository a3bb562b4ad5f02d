package io.quorate.service.engine;

import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.MarksKept;
import io.quorate.core.register.MemberEffects;
import io.quorate.core.register.RecoveredRegisters;
import io.quorate.core.register.RegisterMember;
import io.quorate.core.register.RegisterMessage.Reply;
import io.quorate.core.register.RegisterMessage.Request;
import io.quorate.core.register.RegisterMessage.Write;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Replica a's registers in earnest, beside two members in memory that can be silenced.
public final class MemoryRegisters implements RegisterTransport, AutoCloseable {
  private static final ReplicaId SELF = new ReplicaId("a");
  private static final List<ReplicaId> PEERS = List.of(new ReplicaId("b"), new ReplicaId("c"));

  private final Map<ReplicaId, RegisterMember> members = new ConcurrentHashMap<>();
  private final Set<ReplicaId> silent = ConcurrentHashMap.newKeySet();
  private final Set<ReplicaId> deafToWrites = ConcurrentHashMap.newKeySet();
  private final Queue<CompletableFuture<Reply>> swallowed = new ConcurrentLinkedQueue<>();
  private final RegisterEngine engine;

  /// Registers that run.
  public MemoryRegisters() {
    PEERS.forEach(peer -> members.put(peer, member()));
    engine =
        new RegisterEngine(
            SELF,
            Majority.of(List.of(SELF, PEERS.get(0), PEERS.get(1))),
            member(),
            1,
            this,
            new Doors(),
            new Fence(_ -> {}),
            RegisterSettings.defaults(),
            Optional::empty,
            (_, _) -> {});
    engine.start((sequence, _) -> engine.durable(sequence));
  }

  private static RegisterMember member() {
    return new RegisterMember(RecoveredRegisters.nothing(), MarksKept.defaults());
  }

  /// What callers see.
  public Registers registers() {
    return engine;
  }

  /// These peers answer nothing from now on.
  public void silence(String... peers) {
    for (String peer : peers) {
      silent.add(new ReplicaId(peer));
    }
  }

  /// These peers take the second phase's questions and do not answer them.
  public void swallowWrites(String... peers) {
    for (String peer : peers) {
      deafToWrites.add(new ReplicaId(peer));
    }
  }

  /// Everybody answers again, and what was swallowed fails, as it does on a network in the end.
  public void mend() {
    for (var never = swallowed.poll(); never != null; never = swallowed.poll()) {
      never.completeExceptionally(new IllegalStateException("swallowed"));
    }
    silent.clear();
    deafToWrites.clear();
  }

  @Override
  public CompletableFuture<Reply> ask(ReplicaId to, Request request) {
    boolean isWrite = request instanceof Write;
    if (silent.contains(to)) {
      return CompletableFuture.failedFuture(new NeverLeft(new IllegalStateException("silent")));
    }
    if (isWrite && deafToWrites.contains(to)) {
      CompletableFuture<Reply> never = new CompletableFuture<>();
      swallowed.add(never);
      return never;
    }
    MemberEffects effects = Objects.requireNonNull(members.get(to)).step(request, 0);
    return CompletableFuture.completedFuture(effects.reply());
  }

  @Override
  public void close() {
    engine.close();
  }
}
