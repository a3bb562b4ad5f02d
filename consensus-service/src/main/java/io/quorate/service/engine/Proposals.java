package io.quorate.service.engine;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.Input;
import io.quorate.core.paxos.Replica;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.store.Store;
import java.util.List;
import java.util.Optional;

/// What a leader proposes next: as many commands as fit into a slot, or a change of the quorum
/// system in a slot of its own. Confined to the engine's thread.
final class Proposals {
  private final Replica replica;
  private final Store store;
  private final Workload work;
  private final EngineSettings settings;
  private final EngineObserver observer;

  Proposals(
      Replica replica,
      Store store,
      Workload work,
      EngineSettings settings,
      EngineObserver observer) {
    this.replica = replica;
    this.store = store;
    this.work = work;
    this.settings = settings;
    this.observer = observer;
  }

  /// Takes out the next proposal, if there is something worth one and a slot free for it.
  Optional<Input> next() {
    if (!settings.isWorthSending(work.waiting(), replica.slotsInFlight())
        || !replica.canPropose()) {
      return Optional.empty();
    }
    List<Command> batch =
        work.takeOut(settings.batchCommands(), settings.batchBytes(), replica.canChange());
    if (batch.isEmpty()) {
      return Optional.empty();
    }
    observer.proposed(batch.size());
    long stamp = System.currentTimeMillis();
    return Optional.of(
        changeIn(batch, stamp)
            .<Input>map(to -> new Input.Change(stamp, batch.getFirst(), to))
            .orElseGet(() -> new Input.Propose(stamp, batch)));
  }

  /// The state machine refuses a change that is not proposed as one, and knows one that was applied
  /// already: what does not fit, needs members that are away, or is not new goes as any other
  /// command.
  private Optional<QuorumSystem> changeIn(List<Command> batch, long stamp) {
    return batch.size() == 1
        ? store.changeIn(batch.getFirst(), stamp).filter(replica::canChangeTo)
        : Optional.empty();
  }
}
