package io.quorate.core.quorum;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Each member has a weight, and a quorum is members that weigh enough together (Gifford: Weighted
/// Voting for Replicated Data, section 2).
///
/// @param weights what the vote of each member weighs, 0 (keeps a copy, decides nothing) to
///   1,000,000
/// @param read the weight that prepares a ballot, or serves a read
/// @param write the weight that chooses a decree, or takes a write
public record Weighted(NavigableMap<ReplicaId, Integer> weights, int read, int write)
    implements QuorumSystem {
  private static final int MAX_WEIGHT = 1_000_000;

  /// @throws InvalidQuorumSystem when there is no member or too many, or a number is out of bounds
  /// @throws DisjointQuorums when a read quorum would miss a write quorum
  public Weighted(NavigableMap<ReplicaId, Integer> weights, int read, int write) {
    this.weights = Collections.unmodifiableNavigableMap(new TreeMap<>(weights));
    this.read = read;
    this.write = write;
    Members.distinct("weights", this.weights.keySet());
    Members.requireEnumerable("weights", weights.size());
    this.weights.forEach((member, weight) ->
        InvalidQuorumSystem.requireBetween("weight of " + member, weight, 0, MAX_WEIGHT, ""));
    InvalidQuorumSystem.requireBetween("read", read, 1, total(), ", the weight of all members");
    InvalidQuorumSystem.requireBetween("write", write, 1, total(), ", the weight of all members");
    Intersection.prove(this);
  }

  /// The weighted system of these members.
  public static Weighted of(Map<ReplicaId, Integer> weights, int read, int write) {
    return new Weighted(new TreeMap<>(weights), read, write);
  }

  @Override
  public SortedSet<ReplicaId> members() {
    return weights.navigableKeySet();
  }

  @Override
  public boolean isPhase1Quorum(Predicate<ReplicaId> votes) {
    return weight(votes) >= read;
  }

  @Override
  public boolean isPhase2Quorum(Predicate<ReplicaId> votes) {
    return weight(votes) >= write;
  }

  @Override
  public double voteShare(Set<ReplicaId> votes) {
    return (double) weight(votes::contains) / total();
  }

  @Override
  public String text() {
    return weights.entrySet().stream()
        .map((Map.Entry<ReplicaId, Integer> one) -> one.getKey() + "=" + one.getValue())
        .collect(
            Collectors.joining(", ", "weighted(", "; read=%d, write=%d)".formatted(read, write)));
  }

  private int total() {
    return weight(_ -> true);
  }

  private int weight(Predicate<ReplicaId> votes) {
    int sum = 0;
    for (Map.Entry<ReplicaId, Integer> one : weights.entrySet()) {
      if (votes.test(one.getKey())) {
        sum += one.getValue();
      }
    }
    return sum;
  }
}
