package io.quorate.testkit.registers;

import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which members a quorum system does not know apart: exchanging them leaves every quorum one.
final class Alike {
  private final List<ReplicaId> members;
  private final QuorumSystem quorums;

  /// For each member the first that it is like, itself perhaps.
  private final int[] first;

  Alike(List<ReplicaId> members, QuorumSystem quorums) {
    this.members = members;
    this.quorums = quorums;
    this.first = new int[members.size()];
    for (int member = 0; member < first.length; member++) {
      while (!areAlike(member, first[member])) {
        first[member]++;
      }
    }
  }

  /// Whether a member that is like this one stands as this one does, and comes before it.
  boolean isRepeated(List<?> states, int member) {
    for (int other = 0; other < member; other++) {
      if (first[other] == first[member] && states.get(other).equals(states.get(member))) {
        return true;
      }
    }
    return false;
  }

  /// Puts the states of members that are alike in order, so that it does not matter whose is whose.
  void sort(int[] states) {
    for (int member = 1; member < states.length; member++) {
      for (int other = 0; other < member; other++) {
        if (first[other] == first[member] && states[other] > states[member]) {
          int larger = states[other];
          states[other] = states[member];
          states[member] = larger;
        }
      }
    }
  }

  private boolean areAlike(int one, int other) {
    for (int set = 0; set < 1 << members.size(); set++) {
      Set<ReplicaId> votes = votes(set);
      Set<ReplicaId> exchanged = votes(exchanged(set, one, other));
      if (quorums.isPhase1Quorum(votes) != quorums.isPhase1Quorum(exchanged)
          || quorums.isPhase2Quorum(votes) != quorums.isPhase2Quorum(exchanged)) {
        return false;
      }
    }
    return true;
  }

  private static int exchanged(int set, int one, int other) {
    boolean differ = ((set >> one) & 1) != ((set >> other) & 1);
    return differ ? set ^ (1 << one) ^ (1 << other) : set;
  }

  private Set<ReplicaId> votes(int set) {
    Set<ReplicaId> votes = new HashSet<>();
    for (int member = 0; member < members.size(); member++) {
      if (((set >> member) & 1) == 1) {
        votes.add(members.get(member));
      }
    }
    return votes;
  }
}
