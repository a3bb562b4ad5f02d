package io.quorate.testkit.sim;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Request;
import io.quorate.core.store.RequestCodec;
import io.quorate.testkit.history.HistoryRecorder;
import io.quorate.testkit.history.KvAnswer;
import io.quorate.testkit.history.KvCall;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Calls the replicas, one call at a time, and asks another one when an answer does not come in
/// time: under the same command id, or under a new one when the call has an idempotency key.
final class Client {
  private static final long DEADLINE = 5 * Agenda.SECOND;

  private final class Attempts {
    final KvCall input;
    final List<Node> nodes;
    final HistoryRecorder<KvCall, KvAnswer>.Call record;
    final long number = world.dice.number();
    final long firstSequence = sequence + 1;
    final long deadline = world.agenda.now() + DEADLINE;
    final Optional<String> idempotencyKey;
    final Consumer<Optional<KvAnswer>> whenDone;
    Optional<Command> command = Optional.empty();
    boolean over;

    Attempts(KvCall input, List<Node> nodes, boolean named, Consumer<Optional<KvAnswer>> whenDone) {
      this.input = input;
      this.nodes = nodes;
      this.record = history.invoke(name, input);
      this.idempotencyKey = named ? Optional.of(name + firstSequence) : Optional.empty();
      this.whenDone = whenDone;
    }
  }

  private final World world;
  private final HistoryRecorder<KvCall, KvAnswer> history;
  private final String name;
  private final long origin;
  private long sequence;

  Client(World world, HistoryRecorder<KvCall, KvAnswer> history, String name) {
    this.world = world;
    this.history = history;
    this.name = name;
    this.origin = world.dice.number();
  }

  /// Calls some replica, and others if need be.
  void call(KvCall input, Consumer<Optional<KvAnswer>> whenDone) {
    attempt(new Attempts(input, world.nodes, world.dice.chance(0.3), whenDone));
  }

  /// Calls this replica and no other.
  void callOnly(KvCall input, Node node, Consumer<Optional<KvAnswer>> whenDone) {
    attempt(new Attempts(input, List.of(node), false, whenDone));
  }

  private void attempt(Attempts call) {
    if (call.over) {
      return;
    }
    if (world.agenda.now() >= call.deadline) {
      finish(call, Optional.empty());
      return;
    }
    Node node = world.dice.oneOf(call.nodes);
    world.trace.passes(name, node, call.input);
    boolean reached = node.isUp();
    node.reach(life -> ask(call, life));
    long patience = reached ? world.dice.between(400, 1_200) * Agenda.MILLI : 50 * Agenda.MILLI;
    world.agenda.after(patience, () -> attempt(call));
  }

  private void ask(Attempts call, Life life) {
    if (call.over) {
      return;
    }
    if (call.input instanceof KvCall.Get(String key)) {
      life.read(store -> finish(call, Optional.of(Translation.answer(store.get(key)))));
      return;
    }
    life.forwarding()
        .submit(
            command(call),
            call.deadline,
            result -> {
              if (!call.over) {
                world.referee.acknowledged(life.store().appliedSlot());
                finish(call, Optional.of(Translation.answer(result.outcome())));
              }
            });
  }

  private Command command(Attempts call) {
    if (call.command.isEmpty() || call.idempotencyKey.isPresent()) {
      Operation operation = Translation.write(call.input);
      CommandId id = new CommandId(origin, ++sequence);
      byte[] body = RequestCodec.encode(new Request(call.idempotencyKey, operation));
      world.referee.sent(id, call.number);
      call.command = Optional.of(new Command(id, call.firstSequence, world.agenda.millis(), body));
    }
    return call.command.get();
  }

  private void finish(Attempts call, Optional<KvAnswer> answer) {
    if (call.over) {
      return;
    }
    call.over = true;
    answer.ifPresentOrElse(call.record::ok, call.record::unknown);
    if (world.trace.isOn()) {
      String told = answer.map(Object::toString).orElse("nothing in time");
      world.trace.line(name + " is told " + told + " of " + call.input);
    }
    call.whenDone.accept(answer);
  }
}
