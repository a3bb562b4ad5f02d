package io.quorate.testkit.explore;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Acceptor.Decision;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Effects.Chosen;
import io.quorate.core.paxos.InvariantViolation;
import io.quorate.core.paxos.Learner;
import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.paxos.Message.Accepted;
import io.quorate.core.paxos.Message.Learn;
import io.quorate.core.paxos.Message.Prepare;
import io.quorate.core.paxos.Message.Promise;
import io.quorate.core.paxos.Message.Refused;
import io.quorate.core.paxos.Message.Reply;
import io.quorate.core.paxos.Message.Request;
import io.quorate.core.paxos.Recovered;
import io.quorate.core.paxos.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What can happen to one acceptor. Takes and gives numbers of [AcceptorState]s; the core is asked
/// once for each pair of a state and a request.
final class Acceptors {
  private final Steps steps;
  private final Bounds bounds;
  private final boolean agreementOnly;
  private final Interned<Memory> memories = new Interned<>();
  private final Interned<Reply> replies = new Interned<>();
  private final Interned<AcceptorState> states = new Interned<>();

  Acceptors(Steps steps, Bounds bounds, boolean agreementOnly) {
    this.steps = steps;
    this.bounds = bounds;
    this.agreementOnly = agreementOnly;
  }

  int initial() {
    Recovered nothing = new Recovered(Ballot.NONE, 0, List.of(), Map.of(), true);
    int empty = memories.number(new Memory(nothing, bounds.quorums(), Optional.empty()));
    return states.number(new AcceptorState(empty, empty, List.of(), List.of(), 0, -1));
  }

  int size() {
    return states.size();
  }

  AcceptorState state(int number) {
    return states.value(number);
  }

  /// The numbers of the promises in this ballot that it has sent.
  List<Integer> promises(int number, int ballot) {
    List<Integer> all = state(number).promises();
    if (all.isEmpty()) {
      return all;
    }
    return all.stream()
        .filter(one -> promise(one).ballot().equals(Ballots.ballot(ballot)))
        .toList();
  }

  Promise promise(int number) {
    return (Promise) replies.value(number);
  }

  long chosenUpTo(int number) {
    return memory(number).paxos().chosenUpTo();
  }

  Memory memory(int number) {
    return memories.value(state(number).memory());
  }

  Memory durable(int number) {
    return memories.value(state(number).durable());
  }

  /// A request arrives. A reply that rests on writes waits for the disk (I6).
  int receive(int number, Request request) {
    AcceptorState state = state(number);
    Memory memory = memories.value(state.memory());
    return switch (request) {
      case Prepare prepare -> answer(state, memory, steps.prepare(memory, prepare));
      case Accept accept -> {
        Decision decision = steps.accept(memory, accept);
        boolean tooLow = accept.ballot().isBelow(memory.paxos().promised());
        if (tooLow && decision.reply() instanceof Accepted && !agreementOnly) {
          throw new InvariantViolation(
              "I2", accept.ballot() + " below " + memory.paxos().promised());
        }
        yield answer(state, memory, decision);
      }
      case Learn learn -> states.number(state.withMemory(learned(memory, learn)));
      default -> throw new IllegalArgumentException("not explored: " + request);
    };
  }

  private int answer(AcceptorState state, Memory memory, Decision decision) {
    if (decision.reply() instanceof Refused) {
      return states.number(state);
    }
    int reply = replies.number(decision.reply());
    AcceptorState after =
        state.withMemory(memories.number(memory.with(written(memory.paxos(), decision.writes()))));
    boolean durable = after.memory() == after.durable() && after.waiting().isEmpty();
    if (durable || !steps.waitsForTheDisk()) {
      return states.number(released(after, List.of(reply)));
    }
    SortedSet<Integer> waiting = new TreeSet<>(after.waiting());
    waiting.add(reply);
    if (waiting.size() > bounds.waiting()) {
      return states.number(state);
    }
    return states.number(
        new AcceptorState(
            after.durable(),
            after.memory(),
            List.copyOf(waiting),
            after.promises(),
            after.accepted(),
            after.told()));
  }

  private static Recovered written(Recovered memory, List<Write> writes) {
    Ballot promised = memory.promised();
    NavigableMap<Long, AcceptedDecree> votes = new TreeMap<>();
    memory.votes().forEach(vote -> votes.put(vote.slot(), vote));
    for (Write write : writes) {
      switch (write) {
        case Write.Promised(Ballot ballot) -> promised = ballot;
        case Write.Accepted(AcceptedDecree vote) -> votes.put(vote.slot(), vote);
        case Write.ChosenUpTo _, Write.Met _, Write.Admitted _ ->
            throw new IllegalArgumentException("not an acceptor's: " + write);
      }
    }
    List<AcceptedDecree> left = List.copyOf(votes.values());
    return new Recovered(promised, memory.chosenUpTo(), left, Map.of(), true);
  }

  private int learned(Memory memory, Learn learn) {
    Recovered before = memory.paxos();
    if (learn.ballot().isBelow(before.promised())) {
      return memories.number(memory);
    }
    Learner learner = new Learner(before.chosenUpTo());
    Memory after = memory;
    for (Chosen chosen :
        learner.onCommitIndex(learn.ballot(), learn.chosenUpTo(), memory.acceptor())) {
      after = after.with(chosenUpTo(after.paxos(), chosen.slot()));
      if (chosen.decree() instanceof Decree.Change) {
        AcceptedDecree row = new AcceptedDecree(chosen.slot(), learn.ballot(), chosen.decree());
        after = new Memory(after.paxos(), bounds.quorums(), Optional.of(row));
      }
    }
    return memories.number(after);
  }

  private static Recovered chosenUpTo(Recovered memory, long slot) {
    List<AcceptedDecree> above =
        memory.votes().stream().filter(vote -> vote.slot() > slot).toList();
    return new Recovered(memory.promised(), slot, above, Map.of(), true);
  }

  /// It fetches what is chosen up to this slot from a peer that has this on its disk. Of the rows
  /// only the one that changes the quorum system matters to it.
  int fetch(int number, long slot, Memory peer) {
    AcceptorState state = state(number);
    Memory memory = memories.value(state.memory());
    Optional<AcceptedDecree> change = peer.change().filter(row -> row.slot() <= slot);
    Recovered more = memory.paxos();
    if (change.isPresent() && memory.change().isEmpty()) {
      more = written(more, steps.copy(memory, change.get()));
    }
    Memory after =
        new Memory(chosenUpTo(more, slot), bounds.quorums(), memory.change().or(() -> change));
    return states.number(state.withMemory(memories.number(after)));
  }

  /// The disk has done all it was asked for, and the replies leave.
  int sync(int number) {
    AcceptorState state = state(number);
    Ballot before = memories.value(state.durable()).paxos().promised();
    if (memories.value(state.memory()).paxos().promised().isBelow(before) && !agreementOnly) {
      throw new InvariantViolation("I1", "a promise moves back from " + before);
    }
    AcceptorState durable =
        new AcceptorState(
            state.memory(),
            state.memory(),
            List.of(),
            state.promises(),
            state.accepted(),
            state.told());
    return states.number(released(durable, state.waiting()));
  }

  /// It stops and starts again: what was not durable is lost, replies that waited for it too.
  int crash(int number) {
    AcceptorState state = state(number);
    int restored = memories.number(steps.restart(memories.value(state.durable())));
    return states.number(
        new AcceptorState(
            state.durable(),
            restored,
            List.of(),
            state.promises(),
            state.accepted(),
            state.told()));
  }

  private AcceptorState released(AcceptorState state, List<Integer> leaving) {
    SortedSet<Integer> promises = new TreeSet<>(state.promises());
    long accepted = state.accepted();
    int told = state.told();
    for (int number : leaving) {
      switch (replies.value(number)) {
        case Promise promise -> {
          promises.add(number);
          told = Math.max(told, Ballots.number(promise.ballot()));
        }
        case Accepted vote -> {
          accepted |= bits(vote);
          told = Math.max(told, Ballots.number(vote.ballot()));
        }
        default -> throw new IllegalArgumentException("not explored: " + replies.value(number));
      }
    }
    return new AcceptorState(
        state.durable(), state.memory(), state.waiting(), List.copyOf(promises), accepted, told);
  }

  private long bits(Accepted vote) {
    long bits = 0;
    for (long slot = vote.firstSlot(); slot <= vote.lastSlot(); slot++) {
      bits |= 1L << bit(Ballots.number(vote.ballot()), slot);
    }
    return bits;
  }

  /// The place of a vote for this slot in this ballot among an acceptor's bits.
  int bit(int ballot, long slot) {
    return ballot * bounds.slots() + (int) slot - 1;
  }

  /// Forgets the promises that nobody reads any more: their ballot leads by now or is given up.
  int forgetPromises(int number, int preparing) {
    AcceptorState state = state(number);
    List<Integer> read = new ArrayList<>();
    for (int promise : state.promises()) {
      int ballot = Ballots.number(promise(promise).ballot());
      if (((preparing >> ballot) & 1) != 0) {
        read.add(promise);
      }
    }
    return states.number(
        new AcceptorState(
            state.durable(),
            state.memory(),
            state.waiting(),
            read,
            state.accepted(),
            state.told()));
  }

  /// I1 and I6: no answer was given that the disk does not know of.
  ///
  /// @throws InvariantViolation when one was
  void checkWord(int number) {
    AcceptorState state = state(number);
    Ballot promised = durable(number).paxos().promised();
    if (state.told() > Ballots.number(promised) && !agreementOnly) {
      throw new InvariantViolation(
          "I6",
          "an acceptor has answered in ballot %s, but only %s is on its disk"
              .formatted(Ballots.ballot(state.told()), promised));
    }
  }
}
