package io.quorate.service.engine;

import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.Level;
import io.quorate.core.register.RegisterCoordinator;
import io.quorate.core.register.RegisterCoordinator.Send;
import io.quorate.core.register.RegisterCoordinator.Step;
import io.quorate.core.register.RegisterMessage.Held;
import io.quorate.core.register.RegisterMessage.Item;
import io.quorate.core.register.RegisterMessage.Update;
import io.quorate.core.register.RegisterOperation;
import io.quorate.core.register.RegisterOutcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// The operations that this replica coordinates, and what each of them has still to send. Confined
/// to the registers' thread.
final class RegisterOperations {
  /// One operation.
  static final class Running {
    private final RegisterCoordinator coordinator;
    private final CompletableFuture<RegisterOutcome> outcome;
    private final long deadline;
    private long resendAt;
    private boolean over;

    private Running(
        RegisterCoordinator coordinator,
        CompletableFuture<RegisterOutcome> outcome,
        long deadline) {
      this.coordinator = coordinator;
      this.outcome = outcome;
      this.deadline = deadline;
    }

    /// Whether nobody waits for it any more.
    boolean isOver() {
      return over;
    }
  }

  /// Takes what an operation has to ask.
  interface Outbox {
    void send(ReplicaId to, Running operation, Item item);
  }

  private final QuorumSystem quorums;
  private final Outbox outbox;
  private final long resendAfter;
  private final Set<Running> running = new LinkedHashSet<>();

  RegisterOperations(QuorumSystem quorums, long resendAfter, Outbox outbox) {
    this.quorums = quorums;
    this.resendAfter = resendAfter;
    this.outbox = outbox;
  }

  void begin(
      RegisterOperation operation,
      Level level,
      long now,
      long deadline,
      CompletableFuture<RegisterOutcome> outcome) {
    var coordinator = new RegisterCoordinator(operation, level, quorums);
    Running one = new Running(coordinator, outcome, deadline);
    one.resendAt = now + resendAfter;
    running.add(one);
    carryOut(one, coordinator.start());
  }

  void found(Running operation, ReplicaId from, Held held) {
    carryOut(operation, operation.coordinator.found(from, held));
  }

  void kept(Running operation, ReplicaId from, Update asked, boolean isKept) {
    carryOut(operation, operation.coordinator.kept(from, asked, isKept));
  }

  void neverArrived(Running operation, ReplicaId at, Item asked) {
    operation.coordinator.unreachable(at, asked);
  }

  private void carryOut(Running operation, Step step) {
    step.sends().forEach(send -> outbox.send(send.to(), operation, send.item()));
    step.outcome().ifPresent(outcome -> end(operation, outcome));
  }

  private void end(Running operation, RegisterOutcome outcome) {
    operation.over = true;
    running.remove(operation);
    operation.outcome.complete(outcome);
  }

  /// Gives up what has no time left, and asks again where no answer came.
  void tick(long now) {
    for (Running one : List.copyOf(running)) {
      if (now >= one.deadline) {
        end(one, one.coordinator.expire());
      } else if (now >= one.resendAt) {
        one.resendAt = now + resendAfter;
        List<Send> pending = new ArrayList<>(one.coordinator.pending());
        pending.forEach(send -> outbox.send(send.to(), one, send.item()));
      }
    }
  }

  /// Nothing more will be heard.
  void giveUp() {
    for (Running one : List.copyOf(running)) {
      end(one, one.coordinator.expire());
    }
  }
}
