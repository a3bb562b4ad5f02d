package io.quorate.service.engine;

import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.Collection;
import io.quorate.core.register.Reconciliation;
import io.quorate.core.register.RegisterMember;
import io.quorate.core.register.RegisterMessage;
import io.quorate.core.register.RegisterMessage.Reply;
import io.quorate.core.register.RegisterMessage.Request;
import io.quorate.core.register.RegisterMessage.Update;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a replica does for its registers when nobody asks: compares itself with its peers in turn,
/// and collects tombstones. Confined to the registers' thread.
final class RegisterUpkeep {
  private static final Logger log = LoggerFactory.getLogger(RegisterUpkeep.class);
  private static final int TOMBSTONES = 1_000;

  /// What the upkeep needs of the loop.
  interface Loop {
    /// Asks a member, this one included.
    CompletableFuture<Reply> ask(ReplicaId to, Request request);

    void post(Runnable event);

    /// An exchange with a peer has repaired something.
    void repaired(int pulled, int pushed);
  }

  private final RegisterMember member;
  private final ReplicaId self;
  private final Set<ReplicaId> members;
  private final List<ReplicaId> peers;
  private final RegisterSettings settings;
  private final Loop loop;
  private int turn;
  private long repairAt;
  private long collectAt;

  RegisterUpkeep(
      RegisterMember member,
      ReplicaId self,
      Set<ReplicaId> members,
      RegisterSettings settings,
      Loop loop) {
    this.member = member;
    this.self = self;
    this.members = members;
    this.peers = members.stream().filter(one -> !one.equals(self)).toList();
    this.settings = settings;
    this.loop = loop;
  }

  void tick(long now) {
    if (now >= repairAt && !peers.isEmpty()) {
      repairAt = now + settings.repairEvery().toMillis();
      goOn(new Reconciliation(member), peers.get(turn++ % peers.size()));
    }
    if (now >= collectAt) {
      collectAt = now + settings.collectEvery().toMillis();
      Collection round = new Collection(members, member.tombstones(TOMBSTONES));
      if (!round.isDone()) {
        askAll(round);
      }
    }
  }

  /// An exchange that loses a message is given up; the next turn begins a new one.
  private void goOn(Reconciliation exchange, ReplicaId peer) {
    Optional<Request> next = exchange.next();
    if (next.isEmpty()) {
      report(exchange, peer);
      return;
    }
    var _ =
        loop.ask(peer, next.get())
            .thenAccept(reply -> loop.post(() -> take(exchange, peer, exchange.answered(reply))));
  }

  private void take(Reconciliation exchange, ReplicaId peer, List<Update> updates) {
    if (updates.isEmpty()) {
      goOn(exchange, peer);
      return;
    }
    var _ =
        loop.ask(self, new RegisterMessage.Write(updates))
            .thenAccept(_ -> loop.post(() -> goOn(exchange, peer)));
  }

  private void report(Reconciliation exchange, ReplicaId peer) {
    if (exchange.pulled() + exchange.pushed() > 0) {
      log.info(
          "registers: took {} from {} and gave it {}", exchange.pulled(), peer, exchange.pushed());
      loop.repaired(exchange.pulled(), exchange.pushed());
    }
  }

  private void askAll(Collection round) {
    Request question = round.question();
    for (ReplicaId one : members) {
      var _ =
          loop.ask(one, question)
              .thenAccept(reply -> loop.post(() -> collected(round, one, question, reply)));
    }
  }

  private void collected(Collection round, ReplicaId from, Request question, Reply reply) {
    if (round.answered(from, question, reply)) {
      askAll(round);
    } else if (round.isDone() && !round.tombstones().isEmpty()) {
      log.info("registers: collected {} tombstones", round.tombstones().size());
    }
  }
}
