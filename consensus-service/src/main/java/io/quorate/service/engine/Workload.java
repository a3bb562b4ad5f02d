package io.quorate.service.engine;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.store.RequestCodec;
import io.quorate.core.store.Result;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The commands that are not applied yet: of this replica's callers, and of peers that took this
/// replica for the leader. Confined to the engine's thread.
///
/// A caller's command stays here until it is applied or the caller gives up, and is sent again
/// whenever the leader changes; the state machine applies it once.
final class Workload {
  private final long origin;
  private long sequence;
  private final LinkedHashMap<Long, Work.Local> mine = new LinkedHashMap<>();
  private final Map<CommandId, Work.Foreign> foreign = new HashMap<>();
  private ArrayDeque<Work> waiting = new ArrayDeque<>();

  /// @param origin a random number that no other process uses
  Workload(long origin) {
    this.origin = origin;
  }

  /// Takes a caller's command.
  void add(Work.Local work, long issuedAt) {
    sequence++;
    long settledBelow = mine.isEmpty() ? sequence : mine.firstEntry().getKey();
    CommandId id = new CommandId(origin, sequence);
    work.number(new Command(id, settledBelow, issuedAt, work.body()));
    mine.put(sequence, work);
    work.comeBack(false);
    waiting.add(work);
  }

  /// Takes commands of a peer's callers.
  void add(List<Command> commands, CompletableFuture<Forwarding> answer) {
    Work.Bundle bundle = new Work.Bundle(commands.size(), answer);
    for (Command command : commands) {
      Work.Foreign work = new Work.Foreign(command, bundle);
      Work.Foreign earlier = foreign.put(command.id(), work);
      if (earlier != null) {
        // The peer has asked again, so it does not wait for the earlier answer any more.
        earlier.bundle().answer().complete(new Forwarding.NotLeading());
      }
      waiting.add(work);
    }
  }

  /// Takes out the next commands to send, at least one if any waits. A change of the quorum system
  /// goes alone, and only where it may go now.
  List<Command> takeOut(int maxCommands, long maxBytes, boolean mayChange) {
    List<Command> batch = new ArrayList<>(Math.min(maxCommands, waiting.size()));
    long bytes = 0;
    while (!waiting.isEmpty() && batch.size() < maxCommands) {
      Command next = waiting.peek().command();
      boolean changes = RequestCodec.asksForChange(next.body());
      boolean fits = batch.isEmpty() ? !changes || mayChange : bytes + next.size() <= maxBytes;
      if (!fits || (changes && !batch.isEmpty())) {
        break;
      }
      Work work = waiting.remove();
      if (work.takeOut()) {
        batch.add(next);
        bytes += next.size();
        if (changes) {
          break;
        }
      } else {
        foreign.remove(next.id(), work);
      }
    }
    return batch;
  }

  /// A command was applied; returns the bundle that this completed.
  Optional<Work.Bundle> applied(CommandId id, Result result) {
    if (id.origin() == origin) {
      Work.Local local = mine.remove(id.sequence());
      if (local != null) {
        local.applied(result);
      }
      return Optional.empty();
    }
    Work.Foreign one = foreign.remove(id);
    if (one == null) {
      return Optional.empty();
    }
    one.applied(result);
    return Optional.of(one.bundle()).filter(Work.Bundle::isComplete);
  }

  /// The caller has given up.
  void abandon(Work.Local work) {
    mine.remove(work.command().id().sequence());
    // Without a leader nothing is taken out for long, and callers come and go: what nobody waits
    // for must not gather. Half of it is gone each time, so that this costs little on average.
    if (waiting.size() > 2 * pending()) {
      waiting.removeIf(one -> one instanceof Work.Local local && !isPending(local));
    }
  }

  private boolean isPending(Work.Local work) {
    return mine.containsKey(work.command().id().sequence());
  }

  /// Commands that were passed on did not get there, or not with a known end: they wait again.
  ///
  /// @param untouched whether they are known not to have been proposed this time
  void comeBack(List<Command> commands, boolean untouched) {
    for (Command command : commands.reversed()) {
      Work.Local work = mine.get(command.id().sequence());
      if (work != null && work.comeBack(untouched)) {
        waiting.addFirst(work);
      }
    }
  }

  /// There is another leader, or none: what peers passed on is theirs again, and everything of this
  /// replica's callers waits to be sent to the next one.
  void leaderChanged() {
    foreign.values().forEach(one -> one.bundle().answer().complete(new Forwarding.NotLeading()));
    foreign.clear();
    waiting = new ArrayDeque<>(mine.values());
    mine.values().forEach(work -> work.comeBack(false));
  }

  /// Refuses or leaves open everything, because this replica does nothing any more.
  void giveUp(Refusal refusal) {
    leaderChanged();
    mine.values().forEach(work -> work.giveUp(refusal));
    mine.clear();
    waiting.clear();
  }

  int waiting() {
    return waiting.size();
  }

  int pending() {
    return mine.size() + foreign.size();
  }
}
