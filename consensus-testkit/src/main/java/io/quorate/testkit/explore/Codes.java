package io.quorate.testkit.explore;

import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Writes a world into one number, the same for all orders of acceptors that are members alike.
///
/// Worlds that differ only in which of them is which are so visited once. That is sound: no step
/// looks at an acceptor's name, except to tell it from others; members are alike when exchanging
/// them makes no quorum out of what was none, in any quorum system of the world; and a proposer's
/// own acceptor is none of them in particular, for a proposer may know of the log whatever any of
/// them knows.
final class Codes {
  private final int acceptors;
  private final int localBits;
  private final int globalBits;
  private final boolean[][] alike;

  Codes(Bounds bounds) {
    List<ReplicaId> members = bounds.acceptors();
    this.acceptors = members.size();
    this.localBits = acceptors <= 3 ? 17 : 13;
    this.globalBits = 63 - acceptors * localBits;
    this.alike = new boolean[acceptors][acceptors];
    for (int one = 0; one < acceptors; one++) {
      for (int other = 0; other < acceptors; other++) {
        int left = one;
        int right = other;
        alike[one][other] =
            bounds.systems().stream().allMatch(system -> areAlike(system, members, left, right));
      }
    }
  }

  private static boolean areAlike(
      QuorumSystem system, List<ReplicaId> members, int one, int other) {
    List<ReplicaId> exchanged = new ArrayList<>(members);
    Collections.swap(exchanged, one, other);
    for (int set = 0; set < 1 << members.size(); set++) {
      Set<ReplicaId> before = members(members, set);
      Set<ReplicaId> after = members(exchanged, set);
      if (system.isPhase1Quorum(before) != system.isPhase1Quorum(after)
          || system.isPhase2Quorum(before) != system.isPhase2Quorum(after)) {
        return false;
      }
    }
    return true;
  }

  /// These members, of which the set has a bit each.
  static Set<ReplicaId> members(List<ReplicaId> all, int set) {
    Set<ReplicaId> members = new HashSet<>();
    for (int who = 0; who < all.size(); who++) {
      if ((set >> who & 1) != 0) {
        members.add(all.get(who));
      }
    }
    return members;
  }

  /// Whether one before this acceptor is its like and in the same state.
  boolean isRepeated(int[] local, int who) {
    for (int before = 0; before < who; before++) {
      if (alike[before][who] && local[before] == local[who]) {
        return true;
      }
    }
    return false;
  }

  /// The number of a world; never negative.
  long code(int proposers, int[] local) {
    int[] sorted = local.clone();
    for (int one = 0; one < acceptors; one++) {
      for (int other = one + 1; other < acceptors; other++) {
        if (alike[one][other] && sorted[one] > sorted[other]) {
          int low = sorted[other];
          sorted[other] = sorted[one];
          sorted[one] = low;
        }
      }
    }
    long code = proposers;
    for (int state : sorted) {
      if (state >> localBits != 0 || proposers >> globalBits != 0) {
        throw new IllegalStateException("the bounds are too large for the encoding of a world");
      }
      code = (code << localBits) | state;
    }
    return code;
  }

  int global(long code) {
    return (int) (code >> (acceptors * localBits));
  }

  int[] locals(long code) {
    int[] local = new int[acceptors];
    long rest = code;
    for (int who = acceptors - 1; who >= 0; who--) {
      local[who] = (int) rest & ((1 << localBits) - 1);
      rest >>= localBits;
    }
    return local;
  }
}
