package io.quorate.testkit.explore;

import io.quorate.core.paxos.InvariantViolation;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Visits every world within [Bounds], the nearest first, and stops at the first that breaks an
/// invariant; the way there is then as short as can be. Worlds that differ only in which of the
/// acceptors that are members alike is which are visited once ([Codes]).
public final class Explorer {
  /// What was found.
  ///
  /// @param bounds how large the world was
  /// @param states how many different worlds were visited
  /// @param violation how an invariant was broken, if one was: the shortest story, line by line
  public record Report(Bounds bounds, int states, Optional<List<String>> violation) {}

  private final Bounds bounds;
  private final Codes encoding;
  private final World world;
  private final LongIndex visited = new LongIndex();
  private long[] codes = new long[1 << 12];
  private int[] parents = new int[1 << 12];
  private int current;

  private Explorer(Steps steps, Bounds bounds, boolean agreementOnly) {
    this.bounds = bounds;
    this.encoding = new Codes(bounds);
    this.world = new World(steps, bounds, encoding, agreementOnly);
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
    int[] all = new int[bounds.acceptors().size()];
    Arrays.fill(all, start);
    visit(world.proposers.initial(), all);
    for (current = 0; current < visited.size(); current++) {
      long code = codes[current];
      int[] local = encoding.locals(code);
      try {
        world.check(encoding.global(code), local);
        world.next(encoding.global(code), local, (proposers, next, _) -> visit(proposers, next));
      } catch (InvariantViolation broken) {
        List<String> story = new Story(world, bounds, encoding, path(current)).tell(broken);
        return new Report(bounds, visited.size(), Optional.of(story));
      }
    }
    return new Report(bounds, visited.size(), Optional.empty());
  }

  private void visit(int proposers, int[] local) {
    long code = encoding.code(proposers, local);
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
}
