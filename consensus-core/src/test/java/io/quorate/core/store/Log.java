package io.quorate.core.store;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.paxos.Decree;
import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A store with a log in front of it: chooses one slot after another, at a time that tests set.
final class Log {
  static final Charset UTF_8 = StandardCharsets.UTF_8;
  static final long ORIGIN = 0xabc;
  static final QuorumSystem QUORUMS =
      Majority.of(List.of(new ReplicaId("a"), new ReplicaId("b"), new ReplicaId("c")));

  final Store store;
  final List<Result> results = new ArrayList<>();
  long now = 1_000_000_000;
  private long sequence;

  Log(Limits limits) {
    store = new Store(limits, QUORUMS);
  }

  /// Chooses and applies one operation, and tells what became of it.
  Outcome run(Operation operation) {
    return choose(command(operation)).outcome();
  }

  Result run(Request request) {
    return choose(command(++sequence, RequestCodec.encode(request)));
  }

  Result choose(Command command) {
    choose(List.of(command));
    return results.getLast();
  }

  void choose(List<Command> commands) {
    store.apply(store.appliedSlot() + 1, Decree.Batch.of(now, commands), this::note);
  }

  void note(CommandId id, Result result) {
    results.add(result);
  }

  Command command(Operation operation) {
    return command(++sequence, RequestCodec.encode(Request.of(operation)));
  }

  Command command(long number, byte[] body) {
    return new Command(new CommandId(ORIGIN, number), 0, now, body);
  }
}
