package io.quorate.testkit.registers;

import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.Collection;
import io.quorate.core.register.Level;
import io.quorate.core.register.MarksKept;
import io.quorate.core.register.MemberEffects;
import io.quorate.core.register.Reconciliation;
import io.quorate.core.register.RegisterCoordinator;
import io.quorate.core.register.RegisterCoordinator.Send;
import io.quorate.core.register.RegisterCoordinator.Step;
import io.quorate.core.register.RegisterMember;
import io.quorate.core.register.RegisterMessage;
import io.quorate.core.register.RegisterMessage.Query;
import io.quorate.core.register.RegisterMessage.Reply;
import io.quorate.core.register.RegisterMessage.Request;
import io.quorate.core.register.RegisterMessage.Update;
import io.quorate.core.register.RegisterOperation;
import io.quorate.core.register.RegisterOutcome;
import io.quorate.core.register.Writer;
import io.quorate.testkit.sim.Agenda;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One run of a member from its start to its crash, with the operations that it coordinates. What a
/// replica's process does in earnest, on virtual time.
final class RegisterLife {
  private record Held(long after, Runnable action) {}

  private final class Running {
    final RegisterOperation operation;
    final RegisterCoordinator coordinator;
    final Consumer<RegisterOutcome> whenDone;
    boolean over;

    Running(RegisterOperation operation, Level level, Consumer<RegisterOutcome> whenDone) {
      this.operation = operation;
      this.coordinator =
          new RegisterCoordinator(operation, world.tampering.level(level), world.quorums);
      this.whenDone = whenDone;
    }
  }

  private final RegisterWorld world;
  private final RegisterNode node;
  private final RegisterMember member;
  private final long number;
  private final List<Held> held = new ArrayList<>();
  private long durable;
  private long writes;
  private boolean over;

  RegisterLife(RegisterWorld world, RegisterNode node) {
    this.world = world;
    this.node = node;
    this.number = world.dice.number();
    this.member = new RegisterMember(node.disk().recovered(), MarksKept.defaults());
  }

  RegisterMember member() {
    return member;
  }

  /// It has crashed: nothing reaches it or leaves it any more.
  void end() {
    over = true;
  }

  /// Lets it look after its registers from now on.
  void begin() {
    world.agenda.after(
        world.dice.between(50, 1_500) * Agenda.MILLI,
        () -> {
          if (!over) {
            reach(this::tend);
            begin();
          }
        });
  }

  private void tend() {
    if (world.dice.chance(0.3)) {
      collect();
    } else {
      reconcileWith(world.dice.oneOf(world.nodes));
    }
  }

  /// The writer of its next write.
  Writer nextWriter() {
    return world.tampering.writer(new Writer(node.id(), number, ++writes));
  }

  /// Runs an operation.
  void run(
      RegisterOperation operation, Level level, long patience, Consumer<RegisterOutcome> whenDone) {
    Running running = new Running(operation, level, whenDone);
    carryOut(running, running.coordinator.start());
    resend(running);
    world.agenda.after(
        patience,
        () ->
            reach(() -> {
              if (!running.over) {
                finish(running, running.coordinator.expire());
              }
            }));
  }

  private void resend(Running running) {
    world.agenda.after(
        world.dice.between(100, 400) * Agenda.MILLI,
        () ->
            reach(() -> {
              if (!running.over) {
                running.coordinator.pending().forEach(send -> send(running, send));
                resend(running);
              }
            }));
  }

  private void carryOut(Running running, Step step) {
    boolean second = !step.sends().isEmpty() && step.sends().getFirst().item() instanceof Update;
    boolean cutShort = second && world.dice.chance(world.setting.cutShort());
    int sent = cutShort ? world.dice.below(step.sends().size()) : step.sends().size();
    step.sends().subList(0, sent).forEach(send -> send(running, send));
    if (cutShort) {
      node.crash();
      world.agenda.after(world.dice.between(20, 2_000) * Agenda.MILLI, node::start);
      return;
    }
    step.outcome().ifPresent(outcome -> finish(running, outcome));
  }

  private void finish(Running running, RegisterOutcome outcome) {
    running.over = true;
    if (world.trace.isOn()) {
      world.trace.line(node + " ends " + running.operation + ": " + outcome);
    }
    world.referee.ended(running.operation.key(), outcome);
    running.whenDone.accept(outcome);
  }

  private void send(Running running, Send send) {
    Request request =
        switch (send.item()) {
          case Query query -> new RegisterMessage.Read(List.of(query));
          case Update update -> new RegisterMessage.Write(List.of(update));
        };
    List<ReplicaId> members = List.copyOf(world.quorums.members());
    ask(
        send.to(),
        request,
        reply ->
            world
                .tampering
                .countedFor(send.to(), members)
                .forEach(from -> carryOut(running, answered(running, from, send, reply))));
  }

  private Step answered(Running running, ReplicaId from, Send send, Reply reply) {
    return switch (reply) {
      case RegisterMessage.Found found -> running.coordinator.found(from, found.held().getFirst());
      case RegisterMessage.Kept kept ->
          running.coordinator.kept(from, (Update) send.item(), kept.kept().getFirst());
      case RegisterMessage.Sums _,
          RegisterMessage.Listed _,
          RegisterMessage.Confirmed _,
          RegisterMessage.Raised _,
          RegisterMessage.Forgotten _ ->
          throw new IllegalArgumentException("no answer to an operation: " + reply);
    };
  }

  private void ask(ReplicaId peer, Request request, Consumer<Reply> whenAnswered) {
    RegisterNode to = world.node(peer);
    carry(node, to, request, () -> to.reach(life -> life.answer(this, request, whenAnswered)));
  }

  private void carry(RegisterNode from, RegisterNode to, Object what, Runnable arrival) {
    if (from == to) {
      world.agenda.after(0, arrival);
    } else {
      world.links.carry(from, to, what, arrival);
    }
  }

  private void answer(RegisterLife asker, Request request, Consumer<Reply> whenAnswered) {
    MemberEffects effects = decide(request);
    Reply reply = effects.reply();
    Runnable arrival = () -> asker.reach(() -> whenAnswered.accept(reply));
    release(effects.after(), () -> carry(node, asker.node, reply, arrival));
  }

  private MemberEffects decide(Request request) {
    Request asked = world.tampering.asked(request);
    MemberEffects effects = world.tampering.decided(member.step(asked, world.agenda.millis()));
    if (!effects.writes().isEmpty()) {
      long sequence = effects.sequence();
      node.disk().queue.write(effects.writes(), () -> reach(() -> becameDurable(sequence)));
    }
    return effects;
  }

  private void release(long after, Runnable action) {
    if (after <= durable) {
      action.run();
    } else {
      held.add(new Held(after, action));
    }
  }

  private void becameDurable(long sequence) {
    durable = sequence;
    member.durable(sequence);
    List<Held> free = held.stream().filter(one -> one.after() <= durable).toList();
    held.removeAll(free);
    free.forEach(one -> one.action().run());
  }

  /// Exchanges what they hold with a peer.
  void reconcileWith(RegisterNode peer) {
    if (peer != node) {
      goOn(new Reconciliation(member), peer);
    }
  }

  private void goOn(Reconciliation exchange, RegisterNode peer) {
    Optional<Request> next = exchange.next();
    boolean[] answered = {false};
    next.ifPresent(request ->
        ask(
            peer.id(),
            request,
            reply -> {
              if (answered[0]) {
                return;
              }
              answered[0] = true;
              List<Update> updates = exchange.answered(reply);
              if (!updates.isEmpty()) {
                decide(new RegisterMessage.Write(updates));
              }
              goOn(exchange, peer);
            }));
  }

  /// Holds a round of collecting tombstones.
  void collect() {
    Collection round = new Collection(world.quorums.members(), member.tombstones(10));
    if (!round.isDone()) {
      askAll(round);
    }
  }

  private void askAll(Collection round) {
    Request question = round.question();
    for (ReplicaId peer : world.quorums.members()) {
      ask(
          peer,
          question,
          reply -> {
            if (round.answered(peer, question, reply)) {
              askAll(round);
            }
          });
    }
  }

  /// Does something to this run of the member once it is awake, and never after its end.
  private void reach(Runnable action) {
    if (!over) {
      node.reach(life -> {
        if (life == this) {
          action.run();
        }
      });
    }
  }
}
