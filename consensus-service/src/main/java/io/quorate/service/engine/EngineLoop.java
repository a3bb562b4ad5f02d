package io.quorate.service.engine;

import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.Effects;
import io.quorate.core.paxos.Effects.Chosen;
import io.quorate.core.paxos.Input;
import io.quorate.core.paxos.Replica;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The one thread that owns [Replica] and [Store]: takes one event after another, steps the core,
/// and carries out its effects. It decides nothing about the protocol, and callers do not see it:
/// they see [ReplicaEngine].
///
/// It lives as long as the process. Whatever it throws fences the replica.
final class EngineLoop implements Forwarder.Loop, Forwarder.Answers {
  /// How often all waiting reads are walked through.
  private static final long SWEEP_MILLIS = 1_000;

  private final Replica replica;
  private final Store store;
  private final Transport transport;
  private final Fence fence;
  private final EngineSettings settings;
  private final EngineObserver observer;
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private final Workload work;
  private final Proposals proposals;
  private final Queries queries;
  private final Questions questions = new Questions();
  private final Held held = new Held();
  private final LostStore lostStore = new LostStore();
  private final Forwarder forwarder;
  private final Duties duties;
  private Optional<Ballot> reign = Optional.empty();
  private Optional<ReplicaId> leader = Optional.empty();
  private CompletableFuture<Boolean> handedOver = new CompletableFuture<>();
  private boolean stopping;
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private Journal journal = (sequence, writes) -> {};
  private long written;
  private long tickAt;
  private long sweepAt;
  private volatile View view;

  EngineLoop(
      Replica replica,
      Store store,
      long origin,
      Transport transport,
      Fence fence,
      EngineSettings settings,
      EngineObserver observer) {
    this.replica = replica;
    this.store = store;
    this.transport = transport;
    this.fence = fence;
    this.settings = settings;
    this.observer = observer;
    this.work = new Workload(origin);
    this.proposals = new Proposals(replica, store, work, settings, observer);
    this.queries = new Queries(store);
    this.forwarder = new Forwarder(transport, settings);
    this.duties = new Duties(store, settings.retention(), this::submit);
    this.view = look();
  }

  /// Runs until the replica is fenced or stopped; nothing is posted before.
  void run(Journal writer) {
    journal = writer;
    List<Runnable> batch = new ArrayList<>();
    try {
      while (!stopping && fence.reason().isEmpty()) {
        Runnable first = events.poll(Math.max(0, tickAt - now()), TimeUnit.MILLISECONDS);
        if (first != null) {
          first.run();
          events.drainTo(batch);
          batch.forEach(Runnable::run);
          batch.clear();
        }
        tick();
        flush();
      }
    } catch (Throwable failure) {
      fence.fence(failure);
    }
    Refusal stopped = new Refusal(Refusal.Kind.NOT_READY, "this replica has stopped");
    work.giveUp(stopped);
    queries.refuseAll(stopped);
    ended.complete(true);
  }

  @Override
  public void post(Runnable event) {
    events.add(event);
  }

  View view() {
    return view;
  }

  /// Completes when the loop has ended, for whatever reason. Safe for any thread.
  CompletableFuture<Boolean> whenEnded() {
    return ended;
  }

  // What may be posted; all of it runs on the engine's thread.

  void submit(Work.Local one) {
    // A leader's clock that ran ahead has taken the log's time with it: commands follow.
    work.add(one, Math.max(System.currentTimeMillis(), store.logTime()));
  }

  void abandon(Work.Local one) {
    work.abandon(one);
  }

  void query(Consistency consistency, Queries.Query<?> query) {
    queries.add(consistency, query);
  }

  void ask(Input.Sender from, Questions.Question question) {
    step(new Input.Asked(from, question.request(), questions.add(question)));
  }

  void takeForwarded(List<Command> commands, CompletableFuture<Forwarding> answer) {
    if (replica.leads().isEmpty()) {
      answer.complete(new Forwarding.NotLeading());
      return;
    }
    work.add(commands, answer);
  }

  void durable(long sequence) {
    held.durable(sequence);
    step(new Input.Durable(sequence));
  }

  /// Gives leadership away if it is held here; `done` completes once someone else is known to lead.
  void handOver(CompletableFuture<Boolean> done) {
    handedOver = done;
    step(new Input.HandOver());
    completeHandOver();
  }

  /// Ends the loop after this batch of events.
  void stop() {
    stopping = true;
  }

  @Override
  public void ended(List<Command> commands, Forwarding forwarding) {
    switch (forwarding) {
      case Forwarding.Chosen(Ballot ballot, long upTo) -> step(new Input.Announced(ballot, upTo));
      case Forwarding.NotLeading() -> comeBack(commands, false);
      case Forwarding.Unreached(), Forwarding.Overloaded(), Forwarding.Stranger(long _) ->
          comeBack(commands, true);
    }
  }

  @Override
  public void lost(List<Command> commands) {
    comeBack(commands, false);
  }

  private void comeBack(List<Command> commands, boolean untouched) {
    work.comeBack(commands, untouched);
    forwarder.pauseUntil(now() + 2 * settings.tickMillis());
  }

  // What the loop does after each batch of events.

  private void tick() {
    if (now() < tickAt) {
      return;
    }
    tickAt = now() + settings.tickMillis();
    step(new Input.Tick());
    duties.tick(now());
    if (now() >= sweepAt) {
      sweepAt = now() + SWEEP_MILLIS;
      queries.sweep();
    }
    view = look();
    lostStore.look(view.status());
  }

  private void flush() {
    queries.nextTicket().ifPresent(ticket -> step(new Input.Read(ticket)));
    for (var next = proposals.next(); next.isPresent(); next = proposals.next()) {
      step(next.get());
    }
    while (settings.isWorthSending(work.waiting(), forwarder.underWay())
        && leadsElsewhere()
        && forwarder.isFree(now())) {
      List<Command> batch = work.takeOut(settings.batchCommands(), settings.batchBytes(), true);
      if (!batch.isEmpty()) {
        observer.forwarded(batch.size());
        forwarder.forward(leader.orElseThrow(), batch, this, this);
      }
    }
  }

  private boolean leadsElsewhere() {
    return reign.isEmpty() && leader.isPresent();
  }

  private void step(Input input) {
    Effects effects = replica.step(input, now());
    if (!effects.writes().isEmpty()) {
      written = effects.sequence();
      journal.submit(effects.sequence(), effects.writes());
    }
    effects.sends().forEach(send -> held.send(send.after(), () -> send(send)));
    effects
        .answers()
        .forEach(answer ->
            held.send(answer.after(), () -> questions.answer(answer.token(), answer.reply())));
    effects.fetches().forEach(this::fetch);
    for (Chosen chosen : effects.chosen()) {
      apply(chosen);
    }
    effects.reads().forEach(read -> queries.ready(read.ticket()));
    noticeLeader();
  }

  private void apply(Chosen chosen) {
    store.apply(
        chosen.slot(),
        chosen.decree(),
        (id, result) -> work.applied(id, result).ifPresent(this::answerBundle));
    queries.applied();
  }

  private void answerBundle(Work.Bundle bundle) {
    Forwarding answer =
        replica
            .leads()
            .<Forwarding>map(ballot -> new Forwarding.Chosen(ballot, replica.chosenUpTo()))
            .orElseGet(Forwarding.NotLeading::new);
    bundle.answer().complete(answer);
  }

  private void noticeLeader() {
    Optional<Ballot> reigns = replica.leads();
    Optional<ReplicaId> leads = replica.leader();
    if (!reigns.equals(reign) || !leads.equals(leader)) {
      reign = reigns;
      leader = leads;
      forwarder.leaderChanged();
      duties.lead(reign.isPresent());
      work.leaderChanged();
      view = look();
      completeHandOver();
    }
  }

  private void completeHandOver() {
    if (leadsElsewhere()) {
      handedOver.complete(true);
    }
  }

  private void send(Effects.Send send) {
    var _ =
        transport
            .send(send.to(), send.request())
            .thenAccept(answered -> post(() -> step(answered)));
  }

  private void fetch(Effects.Fetch fetch) {
    var _ =
        transport
            .fetch(fetch.from(), fetch.firstSlot())
            .thenAccept(fetched -> post(() -> step(fetched)));
  }

  private View look() {
    return View.of(replica, store, work, written - held.durable());
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
