package io.quorate.testkit.sim;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.paxos.Input;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.store.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// Brings the commands of a replica's clients to whoever leads, and again to the next leader until
/// they are applied here. The same command may so be chosen more than once.
final class Forwarding {
  private static final long PATIENCE = 300 * Agenda.MILLI;
  private static final int BATCH = 16;

  private record Forward(List<Command> commands) {}

  private static final class Pending {
    final Command command;
    final long deadline;
    final Consumer<Result> callback;
    long sentAt;

    Pending(Command command, long deadline, Consumer<Result> callback, long now) {
      this.command = command;
      this.deadline = deadline;
      this.callback = callback;
      this.sentAt = now;
    }
  }

  private final World world;
  private final Life life;
  private final Map<CommandId, Pending> pending = new LinkedHashMap<>();
  private final SequencedMap<CommandId, Command> queue = new LinkedHashMap<>();
  private Optional<ReplicaId> leader = Optional.empty();

  Forwarding(World world, Life life) {
    this.world = world;
    this.life = life;
  }

  /// Takes a command from a client.
  ///
  /// @param deadline until when it may be sent again
  /// @param callback is told the result once it is applied here
  void submit(Command command, long deadline, Consumer<Result> callback) {
    Pending one = new Pending(command, deadline, callback, world.agenda.now());
    pending.put(command.id(), one);
    send(List.of(command));
  }

  /// Takes commands from a replica that thinks this one leads.
  void take(Collection<Command> commands) {
    if (life.leads()) {
      commands.forEach(command -> queue.put(command.id(), command));
      propose();
    }
  }

  /// Proposes what waits, as far as there are free slots; a change alone, and nothing overtakes it.
  void propose() {
    while (!queue.isEmpty() && life.canPropose()) {
      Command first = queue.firstEntry().getValue();
      Optional<QuorumSystem> to = changeIn(first);
      if (to.isPresent() && !life.canChangeTo(to.get())) {
        break;
      }
      if (to.isPresent()) {
        queue.remove(first.id());
        life.step(new Input.Change(world.agenda.millis(), first, to.get()));
      } else {
        proposeBatch();
      }
    }
    if (!life.leads()) {
      queue.clear();
    }
  }

  /// What waits before the next change.
  private void proposeBatch() {
    List<Command> batch =
        queue.values().stream()
            .takeWhile(command -> changeIn(command).isEmpty())
            .limit(BATCH)
            .toList();
    batch.forEach(command -> queue.remove(command.id()));
    life.step(new Input.Propose(world.agenda.millis(), batch));
  }

  private Optional<QuorumSystem> changeIn(Command command) {
    return life.store().changeIn(command, world.agenda.millis());
  }

  /// Sends again what waits for too long, or has yet to go to a new leader.
  void tick() {
    long now = world.agenda.now();
    pending.values().removeIf(one -> one.deadline < now);
    boolean isNew = !leader.equals(life.leader());
    leader = life.leader();
    List<Command> due = new ArrayList<>();
    for (Pending one : pending.values()) {
      if (isNew || now - one.sentAt >= PATIENCE) {
        one.sentAt = now;
        due.add(one.command);
      }
    }
    if (!due.isEmpty()) {
      send(due);
    }
  }

  private void send(List<Command> commands) {
    if (life.leads()) {
      take(commands);
      return;
    }
    life.leader()
        .map(world::node)
        .ifPresent(to -> {
          world.links.carry(
              life.node(),
              to,
              new Forward(commands),
              () -> to.reach(there -> there.forwarding().take(commands)));
        });
  }

  /// A command is applied here.
  void applied(AppliedSlot.Applied applied) {
    Pending done = pending.remove(applied.command());
    if (done != null) {
      done.callback.accept(applied.result());
    }
  }
}
