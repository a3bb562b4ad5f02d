package io.quorate.service.api;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.quorum.Analysis;
import io.quorate.core.quorum.Joint;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.service.api.ClusterController.BallotNumber;
import io.quorate.service.config.QuorateProperties;
import io.quorate.service.engine.LogView;
import io.quorate.service.engine.View;
import io.quorate.service.engine.Vote;
import io.quorate.service.engine.Witnesses;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Counts the votes of this replica and its peers, for people to see. Nothing is decided by it.
@Component
class VoteCount {
  /// Decrees may be large, so this few are in memory at once.
  private static final int OWN_VOTES_AT_ONCE = 8;

  private final LogView log;
  private final Witnesses witnesses;
  private final ReplicaId self;
  private final LastKnown<Optional<Analysis>> analyses = new LastKnown<>(Analysis::of);

  VoteCount(LogView log, Witnesses witnesses, QuorateProperties properties) {
    this.log = log;
    this.witnesses = witnesses;
    this.self = properties.replicaId();
  }

  /// This replica's vote and what it was for.
  private record OwnVote(Vote vote, LogSlot.Summary summary) {}

  /// Counts the votes in the slots from here on, those left out that nobody voted in.
  ///
  /// @param slots how many slots
  /// @param view what the engine says of itself
  /// @param commands how many commands of a slot to show
  List<LogSlot> count(long from, int slots, View view, int commands) {
    long chosenUpTo = view.status().chosenUpTo();
    long end = from + slots;
    Map<Long, OwnVote> own = ownVotes(from, end, commands);
    Map<ReplicaId, List<Vote>> peers = witnesses.votes(from, slots);
    Map<Long, Map<ReplicaId, Vote>> bySlot = new TreeMap<>();
    own.forEach((slot, mine) -> at(bySlot, slot).put(self, mine.vote()));
    peers.forEach((peer, votes) ->
        votes.stream()
            .filter(vote -> vote.slot() < end)
            .forEach(vote -> at(bySlot, vote.slot()).put(peer, vote)));
    Set<ReplicaId> answered = new TreeSet<>(peers.keySet());
    answered.add(self);
    List<LogSlot> counted = new ArrayList<>();
    QuorumSystem above = view.quorums().now();
    for (var one : bySlot.entrySet()) {
      long slot = one.getKey();
      Map<ReplicaId, Vote> votes = one.getValue();
      boolean applied = slot <= view.appliedSlot();
      above = applied ? above : joint(above, highest(votes).changesTo());
      QuorumSystem quorums = applied ? view.quorums().of(slot) : above;
      counted.add(count(votes, answered, quorums, slot <= chosenUpTo, own.get(slot)));
    }
    return counted;
  }

  /// A change that is under way needs both systems, and so does what is proposed above it.
  private static QuorumSystem joint(QuorumSystem before, Optional<QuorumSystem> after) {
    return after.<QuorumSystem>map(to -> new Joint(before, to)).orElse(before);
  }

  private static Vote highest(Map<ReplicaId, Vote> votes) {
    return votes.values().stream().max(Comparator.comparing(Vote::ballot)).orElseThrow();
  }

  private static Map<ReplicaId, Vote> at(Map<Long, Map<ReplicaId, Vote>> bySlot, long slot) {
    return bySlot.computeIfAbsent(slot, _ -> new HashMap<>());
  }

  private Map<Long, OwnVote> ownVotes(long from, long end, int commands) {
    Map<Long, OwnVote> own = new HashMap<>();
    long first = from;
    while (first < end) {
      // Fewer come when they are large, and others when there are gaps.
      List<AcceptedDecree> votes = log.votes(first, OWN_VOTES_AT_ONCE);
      for (AcceptedDecree vote : votes) {
        if (vote.slot() < end) {
          var summary = LogSlot.Summary.of(vote.decree(), commands);
          own.put(vote.slot(), new OwnVote(Vote.of(vote), summary));
        }
      }
      first = votes.isEmpty() ? end : votes.getLast().slot() + 1;
    }
    return own;
  }

  private LogSlot count(
      Map<ReplicaId, Vote> votes,
      Set<ReplicaId> answered,
      QuorumSystem quorums,
      boolean knownChosen,
      @Nullable OwnVote own) {
    Vote highest = highest(votes);
    Set<ReplicaId> inItsBallot = voters(votes, vote -> vote.ballot().equals(highest.ballot()));
    boolean chosen = knownChosen || quorums.isPhase2Quorum(inItsBallot);
    // Once chosen, later ballots only repeat the decree (I4), so each of them counts. Before that
    // votes of different ballots make no quorum together, even for the same decree.
    Set<ReplicaId> accepted =
        chosen ? voters(votes, vote -> vote.digest() == highest.digest()) : inItsBallot;
    return new LogSlot(
        highest.slot(),
        BallotNumber.of(highest.ballot()),
        chosen,
        own != null && own.vote().digest() == highest.digest() ? own.summary() : null,
        answered.stream()
            .collect(
                Collectors.toMap(
                    ReplicaId::value,
                    id -> accepted.contains(id) ? 1 : 0,
                    (a, _) -> a,
                    TreeMap::new)),
        names(accepted),
        names(quorums.members().stream().filter(id -> !answered.contains(id)).toList()),
        quorums.voteShare(accepted),
        analyses.of(quorums).map(Analysis::writeShare).orElse(null));
  }

  private static Set<ReplicaId> voters(Map<ReplicaId, Vote> votes, Predicate<Vote> which) {
    return votes.entrySet().stream()
        .filter(one -> which.test(one.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static SortedSet<String> names(Collection<ReplicaId> ids) {
    return ids.stream().map(ReplicaId::value).collect(Collectors.toCollection(TreeSet::new));
  }
}
