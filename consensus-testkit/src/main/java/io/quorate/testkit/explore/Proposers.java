package io.quorate.testkit.explore;

import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Campaign.Inheritance;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Effects.Chosen;
import io.quorate.core.paxos.InvariantViolation;
import io.quorate.core.paxos.Leadership;
import io.quorate.core.paxos.Learner;
import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.paxos.Message.Accepted;
import io.quorate.core.paxos.Message.Learn;
import io.quorate.core.paxos.Message.Prepare;
import io.quorate.core.paxos.Message.Promise;
import io.quorate.core.paxos.Message.Request;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the proposers can do. The state of both is what they have sent, one [BallotState] for each
/// ballot: a proposer that crashed and one that is slow send the same, nothing, and after a crash
/// it can only go on with its next ballot, because it made the round of this one durable before
/// use.
final class Proposers {
  private final Steps steps;
  private final Bounds bounds;
  private final List<ReplicaId> acceptorNames;
  private final Interned<List<BallotState>> states = new Interned<>();
  private final Interned<Request> requests = new Interned<>();
  private final List<int[]> sent = new ArrayList<>();
  private final List<Integer> preparing = new ArrayList<>();

  Proposers(Steps steps, Bounds bounds) {
    this.steps = steps;
    this.bounds = bounds;
    this.acceptorNames = bounds.acceptors();
  }

  int initial() {
    return number(Collections.nCopies(bounds.ballots(), BallotState.unused(bounds.quorums())));
  }

  int size() {
    return states.size();
  }

  BallotState ballot(int number, int ballot) {
    return states.value(number).get(ballot);
  }

  Request request(int number) {
    return requests.value(number);
  }

  int requestCount() {
    return requests.size();
  }

  /// The numbers of all requests that were sent and can be delivered.
  int[] sent(int number) {
    return sent.get(number);
  }

  private int number(List<BallotState> ballots) {
    int number = states.number(List.copyOf(ballots));
    if (number == sent.size()) {
      sent.add(requestsIn(ballots).stream().distinct().mapToInt(requests::number).toArray());
      preparing.add(findPreparing(number));
    }
    return number;
  }

  private static List<Request> requestsIn(List<BallotState> ballots) {
    List<Request> all = new ArrayList<>();
    for (BallotState state : ballots) {
      state.prepare().ifPresent(all::add);
      for (Accept accept : state.proposed()) {
        all.add(accept);
        addSentAgain(accept, all);
      }
      for (long index = 1; index <= state.learned(); index++) {
        all.add(new Learn(state.prepare().orElseThrow().ballot(), index, 0));
      }
    }
    return all;
  }

  /// A leader sends slot by slot what was not answered.
  private static void addSentAgain(Accept accept, List<Request> all) {
    for (int place = 0; place < accept.decrees().size(); place++) {
      List<Decree> decree = List.of(accept.decrees().get(place));
      all.add(new Accept(accept.ballot(), accept.firstSlot() + place, decree, accept.chosenUpTo()));
    }
  }

  /// Whether this ballot is the highest that its owner has begun, the only one it works for.
  boolean isCurrent(int number, int ballot) {
    List<BallotState> ballots = states.value(number);
    for (int later = ballot + Ballots.PROPOSERS; later < bounds.ballots(); later += 2) {
      if (ballots.get(later).prepare().isPresent()) {
        return false;
      }
    }
    return ballots.get(ballot).prepare().isPresent();
  }

  /// The ballots in which promises are still awaited, a bit each.
  int preparing(int number) {
    return preparing.get(number);
  }

  private int findPreparing(int number) {
    int found = 0;
    for (int ballot = 0; ballot < bounds.ballots(); ballot++) {
      if (isCurrent(number, ballot) && !ballot(number, ballot).leads()) {
        found |= 1 << ballot;
      }
    }
    return found;
  }

  /// Whether the owner of this ballot can begin it.
  boolean canBegin(int number, int ballot) {
    List<BallotState> ballots = states.value(number);
    for (int other = ballot; other < bounds.ballots(); other += Ballots.PROPOSERS) {
      if (ballots.get(other).prepare().isPresent()) {
        return false;
      }
    }
    int previous = ballot - Ballots.PROPOSERS;
    return previous < 0 || ballots.get(previous).prepare().isPresent();
  }

  /// Phase 1a, by a proposer that knows the log chosen up to this slot.
  ///
  /// @param quorums the system in force above it
  int begin(int number, int ballot, long chosenUpTo, QuorumSystem quorums) {
    Prepare prepare = new Prepare(Ballots.ballot(ballot), chosenUpTo);
    Optional<Prepare> begun = Optional.of(prepare);
    return with(number, ballot, new BallotState(begun, quorums, false, List.of(), 0));
  }

  /// Whether the owner of this ballot leads once it has heard these promises, and not yet by those
  /// before the last one, whichever that is.
  boolean isWonByTheLast(int number, int ballot, Map<ReplicaId, Promise> promises) {
    BallotState state = ballot(number, ballot);
    Prepare prepare = state.prepare().orElseThrow();
    if (steps.inherit(prepare, promises, state.quorums()).isEmpty()) {
      return false;
    }
    for (ReplicaId last : promises.keySet()) {
      Map<ReplicaId, Promise> before = new TreeMap<>(promises);
      before.remove(last);
      if (steps.inherit(prepare, before, state.quorums()).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /// Promises arrive. If they are a quorum the proposer leads, and proposes what it inherits and,
  /// if a slot is left, a decree of its own.
  int promised(int number, int ballot, Map<ReplicaId, Promise> promises) {
    BallotState state = ballot(number, ballot);
    Prepare prepare = state.prepare().orElseThrow();
    Optional<Inheritance> won = steps.inherit(prepare, promises, state.quorums());
    if (won.isEmpty()) {
      return number;
    }
    long first = won.get().chosenUpTo() + 1;
    List<Decree> decrees = new ArrayList<>(won.get().decrees());
    QuorumSystem quorums = won.get().quorums();
    Leadership leadership = new Leadership(prepare.ballot(), quorums, first, decrees.size());
    if (leadership.openingSlot() <= bounds.slots()) {
      decrees.add(ownDecree(ballot, leadership.openingSlot()));
    }
    List<Accept> proposed =
        decrees.isEmpty() ? List.of() : List.of(leadership.propose(decrees, first - 1, 0));
    return with(number, ballot, new BallotState(state.prepare(), quorums, true, proposed, 0));
  }

  private Decree ownDecree(int ballot, long slot) {
    Ballot name = Ballots.ballot(ballot);
    return bounds
        .change()
        .filter(change -> slot == 1 && (change.ballots() >> ballot & 1) != 0)
        .map(change -> Ballots.ownChange(name, slot, change.to()))
        .orElseGet(() -> Ballots.ownDecree(name, slot));
  }

  /// Whether a leader has slots left for a decree of its own.
  boolean canProposeMore(int number, int ballot) {
    BallotState state = ballot(number, ballot);
    return isCurrent(number, ballot)
        && !state.proposed().isEmpty()
        && !state.isChanging()
        && state.nextSlot() <= bounds.slots();
  }

  /// Phase 2a for the next slot.
  int proposeMore(int number, int ballot) {
    BallotState state = ballot(number, ballot);
    Ballot name = Ballots.ballot(ballot);
    List<Accept> proposed = new ArrayList<>(state.proposed());
    long slot = state.nextSlot();
    proposed.add(new Accept(name, slot, List.of(Ballots.ownDecree(name, slot)), state.learned()));
    return with(number, ballot, state.with(proposed, state.learned()));
  }

  /// All votes for this ballot that were ever sent arrive, each of them twice.
  int count(int number, int ballot, long[] accepted, Acceptors acceptors) {
    BallotState state = ballot(number, ballot);
    List<Steps.Vote> votes = new ArrayList<>();
    for (int from = 0; from < accepted.length; from++) {
      for (long slot = 1; slot <= bounds.slots(); slot++) {
        if (((accepted[from] >> acceptors.bit(ballot, slot)) & 1) != 0) {
          Accepted vote = new Accepted(Ballots.ballot(ballot), slot, slot);
          votes.add(new Steps.Vote(acceptorNames.get(from), vote));
          votes.add(new Steps.Vote(acceptorNames.get(from), vote));
        }
      }
    }
    Learner learner = new Learner(state.proposed().getFirst().firstSlot() - 1);
    for (Chosen chosen : steps.count(state.proposed(), votes, state.quorums())) {
      learner.onChosen(chosen.slot(), chosen.decree());
    }
    long before = state.proposed().getFirst().firstSlot() - 1;
    if (learner.chosenUpTo() <= Math.max(before, state.learned())) {
      return number;
    }
    return with(number, ballot, state.with(state.proposed(), learner.chosenUpTo()));
  }

  private int with(int number, int ballot, BallotState state) {
    List<BallotState> ballots = new ArrayList<>(states.value(number));
    ballots.set(ballot, state);
    return number(ballots);
  }

  /// I3 and I4, where these votes (a bit for each slot and ballot) are those of a phase-2 quorum of
  /// the system in force at the start, and those of the system that it changes to.
  ///
  /// Which one counts is not the leaders' to say. The change needs both. In the slots after it the
  /// new one counts in the ballot that the change was chosen in and in all above; the old one does
  /// in those below. As long as nothing is chosen in the slot of the change nobody can say.
  ///
  /// @throws InvariantViolation when one does not hold
  void check(int number, long byOld, long byNew, Acceptors acceptors) {
    int changed = bounds.ballots();
    boolean isDecided = bounds.change().isEmpty();
    for (long slot = 1; slot <= bounds.slots(); slot++) {
      for (int ballot = 0; ballot < bounds.ballots(); ballot++) {
        BallotState state = ballot(number, ballot);
        boolean isChange = state.decree(slot).filter(Decree.Change.class::isInstance).isPresent();
        long byWhom = isChange ? byOld & byNew : ballot < changed || slot == 1 ? byOld : byNew;
        boolean voted =
            (slot == 1 || isDecided) && ((byWhom >> acceptors.bit(ballot, slot)) & 1) != 0;
        isDecided |= voted;
        if (isChange && voted) {
          changed = Math.min(changed, ballot);
        }
        if (state.decree(slot).isPresent() && (voted || state.learned() >= slot)) {
          checkHigherBallots(number, ballot, slot, state.decree(slot).get());
        }
      }
    }
  }

  private void checkHigherBallots(int number, int ballot, long slot, Decree chosen) {
    for (int higher = ballot + 1; higher < bounds.ballots(); higher++) {
      Optional<Decree> proposed = ballot(number, higher).decree(slot);
      if (proposed.isPresent() && !proposed.get().equals(chosen)) {
        throw new InvariantViolation(
            "I4",
            "slot %d: %s is chosen in ballot %s, but %s proposes %s"
                .formatted(
                    slot,
                    Ballots.name(chosen),
                    Ballots.ballot(ballot),
                    Ballots.ballot(higher),
                    Ballots.name(proposed.get())));
      }
    }
  }
}
