package io.quorate.testkit.explore;

import io.quorate.core.paxos.InvariantViolation;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Visits every world within [Bounds], the nearest first, and stops at the first that breaks an
/// invariant; the way there is then as short as can be.
///
/// Worlds that differ only in which acceptor is which are visited once. That is sound: no step
/// looks at an acceptor's name, except to tell it from others; all are members alike of a majority;
/// and a proposer's own acceptor is none of the three in particular, for a proposer may know of the
/// log whatever any of them knows.
public final class Explorer {
  /// What was found.
  ///
  /// @param bounds how large the world was
  /// @param states how many different worlds were visited
  /// @param violation how an invariant was broken, if one was: the shortest story, line by line
  public record Report(Bounds bounds, int states, Optional<List<String>> violation) {}

  private static final int LOCAL_BITS = 17;
  private static final int LOCAL_MASK = (1 << LOCAL_BITS) - 1;
  private static final int GLOBAL_BITS = 12;

  private final Bounds bounds;
  private final World world;
  private final LongIndex visited = new LongIndex();
  private long[] codes = new long[1 << 12];
  private int[] parents = new int[1 << 12];
  private int current;

  private Explorer(Steps steps, Bounds bounds, boolean agreementOnly) {
    this.bounds = bounds;
    this.world = new World(steps, bounds, agreementOnly);
  }

  /// Checks all of I1 to I4 and I6 in every world; I5 is what the quorum system promises.
  public static Report explore(Steps steps, Bounds bounds) {
    return new Explorer(steps, bounds, false).run();
  }

  /// Checks only that no slot is ever decided twice (I4), to see what comes of a broken rule.
  public static Report exploreAgreement(Steps steps, Bounds bounds) {
    return new Explorer(steps, bounds, true).run();
  }

  private Report run() {
    int start = world.acceptors.initial();
    visit(world.proposers.initial(), start, start, start);
    for (current = 0; current < visited.size(); current++) {
      long code = codes[current];
      int[] local = locals(code);
      try {
        world.check(global(code), local);
        world.next(global(code), local, (proposers, x, y, z, _) -> visit(proposers, x, y, z));
      } catch (InvariantViolation broken) {
        List<String> story = new Story(world, path(current)).tell(broken);
        return new Report(bounds, visited.size(), Optional.of(story));
      }
    }
    return new Report(bounds, visited.size(), Optional.empty());
  }

  private void visit(int proposers, int x, int y, int z) {
    long code = code(proposers, x, y, z);
    int number = visited.size();
    if (!visited.put(code, number)) {
      return;
    }
    if (number == codes.length) {
      codes = Arrays.copyOf(codes, 2 * number);
      parents = Arrays.copyOf(parents, 2 * number);
    }
    codes[number] = code;
    parents[number] = current;
  }

  /// The worlds from the first to this one.
  private List<Long> path(int number) {
    Deque<Long> path = new ArrayDeque<>();
    int step = number;
    while (step != 0) {
      path.addFirst(codes[step]);
      step = parents[step];
    }
    path.addFirst(codes[0]);
    return List.copyOf(path);
  }

  /// The same for all orders of the acceptors.
  static long code(int proposers, int x, int y, int z) {
    int low = Math.min(x, Math.min(y, z));
    int high = Math.max(x, Math.max(y, z));
    int middle = x + y + z - low - high;
    if (high > LOCAL_MASK || proposers >> GLOBAL_BITS != 0) {
      throw new IllegalStateException("the bounds are too large for the encoding of a world");
    }
    long code = ((long) proposers << LOCAL_BITS) | low;
    code = (code << LOCAL_BITS) | middle;
    return (code << LOCAL_BITS) | high;
  }

  static int global(long code) {
    return (int) (code >> (3 * LOCAL_BITS));
  }

  static int[] locals(long code) {
    return new int[] {
      (int) (code >> (2 * LOCAL_BITS)) & LOCAL_MASK,
      (int) (code >> LOCAL_BITS) & LOCAL_MASK,
      (int) code & LOCAL_MASK
    };
  }
}
