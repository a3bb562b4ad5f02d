package io.quorate.testkit.sim;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Effects;
import io.quorate.core.paxos.Input;
import io.quorate.core.paxos.Message;
import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.paxos.Message.Accepted;
import io.quorate.core.paxos.Message.Promise;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Faults in how a change of the quorum system is handled. Each knows what all replicas of its
/// world do, and makes up answers that were never given, or changes those that were.
abstract sealed class ChangeMutant implements Tampering {
  private record Slot(Ballot ballot, long number) {}

  private final Map<ReplicaId, Long> stores = new TreeMap<>();
  private final Map<Slot, QuorumSystem> changes = new HashMap<>();
  private final Map<Slot, Set<ReplicaId>> voters = new HashMap<>();
  private final Map<Ballot, QuorumSystem> before = new HashMap<>();

  /// Whether a leader takes this change for chosen after these votes.
  boolean counts(Set<ReplicaId> votes, QuorumSystem old, QuorumSystem next) {
    return false;
  }

  /// What a candidate hears of a promise.
  Promise heard(Promise promise) {
    return promise;
  }

  @Override
  public Effects decided(Effects effects) {
    for (Effects.Send send : effects.sends()) {
      if (send.request() instanceof Accept accept) {
        note(accept);
      }
    }
    return effects;
  }

  private void note(Accept accept) {
    long slot = accept.firstSlot();
    for (Decree decree : accept.decrees()) {
      if (decree instanceof Decree.Change change) {
        changes.put(new Slot(accept.ballot(), slot), change.to());
      }
      slot++;
    }
  }

  @Override
  public List<Input> arriving(Input input) {
    if (!(input instanceof Input.Answered(Input.Sender from, Message.Reply reply))) {
      return List.of(input);
    }
    stores.put(from.replica(), from.incarnation());
    return switch (reply) {
      case Promise promise -> {
        before.put(promise.ballot(), promise.quorums());
        yield List.of(new Input.Answered(from, heard(promise)));
      }
      case Accepted vote -> answers(from, vote);
      default -> List.of(input);
    };
  }

  /// The vote, and votes of everyone for a change that the leader takes for chosen.
  private List<Input> answers(Input.Sender from, Accepted vote) {
    List<Input> answers = new ArrayList<>(List.of(new Input.Answered(from, vote)));
    for (long number = vote.firstSlot(); number <= vote.lastSlot(); number++) {
      Slot slot = new Slot(vote.ballot(), number);
      Optional<QuorumSystem> to = Optional.ofNullable(changes.get(slot));
      Set<ReplicaId> votes =
          voters.computeIfAbsent(slot, _ -> new HashSet<>(Set.of(vote.ballot().replica())));
      votes.add(from.replica());
      Optional<QuorumSystem> old = Optional.ofNullable(before.get(vote.ballot()));
      if (to.isPresent() && old.isPresent() && counts(votes, old.get(), to.get())) {
        Accepted all = new Accepted(vote.ballot(), number, number);
        stores.forEach(
            (who, store) -> answers.add(new Input.Answered(new Input.Sender(who, store), all)));
      }
    }
    return answers;
  }

  /// The new system alone decides about its own coming into force.
  static final class CountsByTheNewSystem extends ChangeMutant {
    @Override
    boolean counts(Set<ReplicaId> votes, QuorumSystem old, QuorumSystem next) {
      return next.isPhase2Quorum(votes);
    }
  }

  /// The old system alone decides about its successor.
  static final class CountsByTheOldSystem extends ChangeMutant {
    @Override
    boolean counts(Set<ReplicaId> votes, QuorumSystem old, QuorumSystem next) {
      return old.isPhase2Quorum(votes);
    }
  }

  /// A candidate counts by the system that it starts from, whatever its peers know.
  static final class IgnoresWhatSystemIsInForce extends ChangeMutant {
    private Optional<QuorumSystem> first = Optional.empty();

    @Override
    Promise heard(Promise promise) {
      first = first.or(() -> Optional.of(promise.quorums()));
      return new Promise(promise.ballot(), promise.chosenUpTo(), first.get(), promise.accepted());
    }
  }

  /// A candidate overlooks that somebody has voted for a change.
  static final class OverlooksAVoteForAChange extends ChangeMutant {
    @Override
    Promise heard(Promise promise) {
      List<AcceptedDecree> others =
          promise.accepted().stream()
              .filter(vote -> !(vote.decree() instanceof Decree.Change))
              .toList();
      return new Promise(promise.ballot(), promise.chosenUpTo(), promise.quorums(), others);
    }
  }
}
