package io.quorate.core.paxos;

import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.paxos.Message.Prepare;
import io.quorate.core.paxos.Message.Promise;
import io.quorate.core.paxos.Message.Request;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Every small world that an acceptor can be asked in: what it has promised, voted and knows
/// chosen, times what it is asked. The ballots differ by round and by replica.
final class AcceptorWorlds {
  static final List<Ballot> BALLOTS =
      List.of(
          Ballot.NONE,
          ballot(1, "b"),
          ballot(2, "a"),
          ballot(2, "b"),
          ballot(2, "c"),
          ballot(3, "b"));
  static final Decree X = Decree.Batch.of(1, List.of());
  static final Decree Y = Decree.Batch.of(2, List.of());
  private static final List<Decree> DECREES = List.of(X, Y, new Decree.NoOp());

  private AcceptorWorlds() {}

  /// An acceptor's store and the request that it gets.
  record World(Recovered before, Request request) {
    Acceptor acceptor() {
      return new Acceptor(before, OneOfThree.QUORUMS);
    }

    Ballot ballot() {
      return switch (request) {
        case Prepare prepare -> prepare.ballot();
        case Accept accept -> accept.ballot();
        case Message.Hello _, Message.PreVote _, Message.Learn _ -> Ballot.NONE;
        case Message.ReadIndex _, Message.TakeOver _ -> Ballot.NONE;
      };
    }

    boolean isBelowThePromise() {
      return ballot().isBelow(before.promised());
    }

    Optional<AcceptedDecree> voteIn(long slot) {
      return before.votes().stream().filter(vote -> vote.slot() == slot).findFirst();
    }

    /// Whether the request contradicts, in its own ballot, what was voted for.
    boolean breaksI3() {
      if (isBelowThePromise() || !(request instanceof Accept accept)) {
        return false;
      }
      return before.votes().stream()
          .anyMatch(vote ->
              vote.slot() >= accept.firstSlot()
                  && vote.slot() < accept.firstSlot() + accept.decrees().size()
                  && vote.ballot().equals(accept.ballot())
                  && !accept
                      .decrees()
                      .get((int) (vote.slot() - accept.firstSlot()))
                      .equals(vote.decree()));
    }

    Acceptor.Decision ask(Acceptor acceptor) {
      return request instanceof Prepare prepare
          ? acceptor.onPrepare(prepare)
          : acceptor.onAccept((Accept) request);
    }
  }

  static List<World> all() {
    List<World> worlds = new ArrayList<>();
    for (Recovered store : stores()) {
      requests().forEach(request -> worlds.add(new World(store, request)));
    }
    return worlds;
  }

  static List<World> prepares() {
    return all().stream().filter(world -> world.request() instanceof Prepare).toList();
  }

  static List<World> accepts() {
    return all().stream()
        .filter(world -> world.request() instanceof Accept && !world.breaksI3())
        .toList();
  }

  /// Promised any ballot, voted at or below it in slots 1 and 2, none, one or both chosen.
  private static List<Recovered> stores() {
    List<Recovered> stores = new ArrayList<>();
    for (Ballot promised : BALLOTS) {
      for (long chosen = 0; chosen <= 2; chosen++) {
        for (Optional<AcceptedDecree> first : votes(1, chosen, promised)) {
          for (Optional<AcceptedDecree> second : votes(2, chosen, promised)) {
            List<AcceptedDecree> votes = new ArrayList<>();
            first.ifPresent(votes::add);
            second.ifPresent(votes::add);
            stores.add(new Recovered(promised, chosen, votes, Map.of(), true));
          }
        }
      }
    }
    return stores;
  }

  private static List<Optional<AcceptedDecree>> votes(long slot, long chosen, Ballot promised) {
    List<Optional<AcceptedDecree>> votes = new ArrayList<>();
    votes.add(Optional.empty());
    if (slot > chosen) {
      for (Ballot ballot : BALLOTS.subList(1, BALLOTS.size())) {
        if (!promised.isBelow(ballot)) {
          votes.add(Optional.of(new AcceptedDecree(slot, ballot, X)));
          votes.add(Optional.of(new AcceptedDecree(slot, ballot, Y)));
        }
      }
    }
    return votes;
  }

  private static List<Request> requests() {
    List<Request> requests = new ArrayList<>();
    for (Ballot ballot : BALLOTS.subList(1, BALLOTS.size())) {
      for (long known = 0; known <= 2; known++) {
        requests.add(new Prepare(ballot, known));
      }
      for (Decree decree : DECREES) {
        requests.add(new Accept(ballot, 1, List.of(decree), 0));
        requests.add(new Accept(ballot, 2, List.of(decree), 0));
        requests.add(new Accept(ballot, 1, List.of(X, decree), 0));
      }
    }
    return requests;
  }

  /// The store after these writes.
  static Recovered after(Recovered before, List<Write> writes) {
    Ballot promised = before.promised();
    Map<Long, AcceptedDecree> votes = new TreeMap<>();
    before.votes().forEach(vote -> votes.put(vote.slot(), vote));
    for (Write write : writes) {
      switch (write) {
        case Write.Promised(Ballot ballot) -> promised = ballot;
        case Write.Accepted(AcceptedDecree vote) -> votes.put(vote.slot(), vote);
        case Write.ChosenUpTo _, Write.Met _, Write.Admitted _ ->
            throw new AssertionError("not the acceptor's to write: " + write);
      }
    }
    return new Recovered(
        promised, before.chosenUpTo(), List.copyOf(votes.values()), Map.of(), true);
  }

  /// All that an acceptor remembers, as it would tell it to a ballot above all others.
  static Promise memoryOf(Acceptor acceptor) {
    return (Promise) acceptor.onPrepare(new Prepare(ballot(99, "z"), 0)).reply();
  }

  static Ballot ballot(long round, String replica) {
    return new Ballot(round, new ReplicaId(replica));
  }
}
