package io.quorate.testkit.sim;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Effects;
import io.quorate.core.paxos.Input;
import io.quorate.core.paxos.Message.Reply;
import io.quorate.core.paxos.Message.Request;
import io.quorate.core.paxos.Recovered;
import io.quorate.core.paxos.Replica;
import io.quorate.core.paxos.Status;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.store.Limits;
import io.quorate.core.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// One run of a replica from its start to its crash: feeds it, carries out its effects, and keeps
/// the state machine. What a replica's process does in earnest, on virtual time.
final class Life {
  private static final long TICK = 25 * Agenda.MILLI;
  private static final int FETCH_LIMIT = 64;

  private record Held(long after, Runnable action) {}

  private record Fetched(long firstSlot, int rows) {}

  private record WaitingRead(long acknowledged, Consumer<Store> reader) {}

  private final World world;
  private final Node node;
  private final Disk disk;
  private final Input.Sender self;
  private final Replica replica;
  private final Store store;
  private final Forwarding forwarding;
  private final Upkeep upkeep;
  private final List<Held> held = new ArrayList<>();
  private final Map<Long, Life> askers = new HashMap<>();
  private final Map<Long, WaitingRead> reads = new HashMap<>();
  private long durable;
  private long tokens;
  private long tickets;
  private boolean over;

  Life(World world, Node node) {
    this.world = world;
    this.node = node;
    this.disk = node.disk();
    this.store = new Store(Limits.defaults(), world.quorums);
    this.self = new Input.Sender(node.id(), disk.incarnation());
    this.forwarding = new Forwarding(world, this);
    this.upkeep = new Upkeep(world, this);
    world.referee.started(node);
    for (AcceptedDecree row : disk.chosen(1, Integer.MAX_VALUE)) {
      apply(new Effects.Chosen(row.slot(), row.decree()));
    }
    Recovered recovered = world.tampering.recovered(disk.recovered());
    this.replica =
        new Replica(
            node.id(), store.quorums(), world.setting.timing(), recovered, world.agenda.millis());
  }

  /// Lets its clock tick from some moment on.
  void begin() {
    world.agenda.after(world.dice.between(0, TICK), this::tick);
  }

  private void tick() {
    if (!over) {
      reach(() -> {
        tell(new Input.Tick());
        forwarding.tick();
        upkeep.tick();
      });
      world.agenda.after(TICK, this::tick);
    }
  }

  /// It has crashed: nothing reaches it or leaves it any more.
  void end() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  Node node() {
    return node;
  }

  Store store() {
    return store;
  }

  Status status() {
    return replica.status();
  }

  Optional<ReplicaId> leader() {
    return replica.leader();
  }

  long chosenUpTo() {
    return replica.chosenUpTo();
  }

  boolean canPropose() {
    return replica.canPropose();
  }

  boolean canChangeTo(QuorumSystem to) {
    // Even if members that it needs are away, which the service would not do: that is when a change
    // stays under way for long.
    return replica.canChange() && replica.fits(to);
  }

  boolean leads() {
    return replica.leads().isPresent();
  }

  /// Gives leadership away.
  void handOver() {
    tell(new Input.HandOver());
  }

  Forwarding forwarding() {
    return forwarding;
  }

  /// Takes a linearizable read from a client.
  void read(Consumer<Store> reader) {
    long ticket = ++tickets;
    reads.put(ticket, new WaitingRead(world.referee.acknowledgedUpTo(), reader));
    tell(new Input.Read(ticket));
  }

  /// Feeds the replica, carries out what it decides, and lets it propose what waits.
  void tell(Input input) {
    for (Input arrived : world.tampering.arriving(input)) {
      step(arrived);
    }
    upkeep.notice(replica.leads());
    forwarding.propose();
  }

  /// Feeds the replica and carries out what it decides.
  void step(Input input) {
    Effects effects = world.tampering.decided(replica.step(input, world.agenda.millis()));
    boolean copied = input instanceof Input.Fetched;
    world.referee.decided(node, effects, copied);
    if (!effects.writes().isEmpty()) {
      long sequence = effects.sequence();
      disk.write(effects.writes(), copied, () -> reach(() -> becameDurable(sequence)));
    }
    for (Effects.Send send : effects.sends()) {
      release(send.after(), () -> ask(send.to(), send.request()));
    }
    for (Effects.Answer answer : effects.answers()) {
      release(answer.after(), () -> answer(answer.token(), answer.reply()));
    }
    effects.chosen().forEach(this::apply);
    effects.reads().forEach(this::answer);
    effects.fetches().forEach(this::fetch);
  }

  private void release(long after, Runnable action) {
    if (after <= durable) {
      action.run();
    } else {
      held.add(new Held(after, action));
    }
  }

  /// The replica hears of it sooner or later than its peers hear what waited for it.
  private void becameDurable(long sequence) {
    durable = sequence;
    boolean heardFirst = world.dice.chance(0.5);
    if (heardFirst) {
      tell(new Input.Durable(sequence));
    } else {
      long later = world.dice.delay(0, 3 * Agenda.MILLI);
      world.agenda.after(later, () -> reach(() -> tell(new Input.Durable(sequence))));
    }
    List<Held> free = held.stream().filter(one -> one.after() <= durable).toList();
    held.removeAll(free);
    free.forEach(one -> one.action().run());
  }

  private void ask(ReplicaId peer, Request request) {
    world.referee.leaving(node, request);
    Node to = world.node(peer);
    world.links.carry(node, to, request, () -> to.reach(life -> life.onRequest(this, request)));
  }

  private void onRequest(Life asker, Request request) {
    long token = ++tokens;
    askers.put(token, asker);
    tell(new Input.Asked(asker.self, request, token));
  }

  private void answer(long token, Reply reply) {
    Life asker = askers.remove(token);
    if (asker == null) {
      throw new Violation("one answer per request", node + " answers twice: " + reply);
    }
    world.referee.leaving(node, this, reply, asker.self);
    world.links.carry(
        node,
        asker.node,
        reply,
        () -> asker.reach(() -> asker.tell(new Input.Answered(self, reply))));
  }

  private void fetch(Effects.Fetch fetch) {
    Node to = world.node(fetch.from());
    world.links.carry(
        node, to, fetch, () -> to.reach(life -> life.onFetch(this, fetch.firstSlot())));
  }

  private void onFetch(Life asker, long firstSlot) {
    List<AcceptedDecree> rows = disk.chosen(firstSlot, FETCH_LIMIT);
    Fetched what = new Fetched(firstSlot, rows.size());
    world.links.carry(
        node, asker.node, what, () -> asker.reach(() -> asker.tell(new Input.Fetched(self, rows))));
  }

  private void apply(Effects.Chosen chosen) {
    world.referee.learned(node, chosen);
    AppliedSlot applied = AppliedSlot.by(store, chosen, world.claims);
    world.referee.applied(node, applied);
    applied.results().forEach(forwarding::applied);
  }

  private void answer(Effects.ReadReady ready) {
    WaitingRead waiting = reads.remove(ready.ticket());
    if (waiting == null) {
      throw new Violation("I8", node + " answers a read twice, or one that nobody asked: " + ready);
    }
    world.referee.readReady(node, ready, waiting.acknowledged(), store.appliedSlot());
    waiting.reader().accept(store);
  }

  /// Does something to this run of the replica once it is awake, and never after its end.
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
