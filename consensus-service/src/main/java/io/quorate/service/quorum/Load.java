package io.quorate.service.quorum;

import io.quorate.core.quorum.Analysis;
import io.quorate.core.quorum.Flexible;
import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.hipparchus.optim.MaxIter;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.linear.LinearConstraint;
import org.hipparchus.optim.linear.LinearConstraintSet;
import org.hipparchus.optim.linear.LinearObjectiveFunction;
import org.hipparchus.optim.linear.NonNegativeConstraint;
import org.hipparchus.optim.linear.Relationship;
import org.hipparchus.optim.linear.SimplexSolver;

/// How busy the busiest member is when quorums are picked as well as can be (Naor, Wool: The Load,
/// Capacity, and Availability of Quorum Systems, section 3; with reads and writes: quoracle,
/// section 3). It is the share of all operations that this member takes part in, from 0 to 1, if
/// each operation asks one quorum and no more.
///
/// @param readFraction the share of operations that are reads, from 0 to 1
/// @param load the share of operations at the busiest member
public record Load(double readFraction, double load) {
  /// Far more than it takes: the largest program, of 12,870 quorums, is done in about a second.
  private static final int MAX_ITERATIONS = 20_000;

  /// How many operations all members together do in the time that one member needs for one.
  public double capacity() {
    return 1 / load;
  }

  /// The load of a system, empty when it has too many members to find out.
  ///
  /// @param analysis of this system, if there is one
  /// @throws IllegalArgumentException when the fraction is not from 0 to 1
  public static Optional<Load> of(
      QuorumSystem system, Optional<Analysis> analysis, double readFraction) {
    if (!(readFraction >= 0 && readFraction <= 1)) {
      throw new IllegalArgumentException("must be from 0 to 1, but is " + readFraction);
    }
    // Where all members are alike, so is the best strategy: each quorum as often as any other.
    if (system instanceof Majority majority) {
      return Optional.of(alike(majority.needed(), majority.needed(), system, readFraction));
    }
    if (system instanceof Flexible(int phase1, int phase2, var _)) {
      return Optional.of(alike(phase1, phase2, system, readFraction));
    }
    return analysis.map(one -> new Load(readFraction, best(system, one, readFraction)));
  }

  private static Load alike(int read, int write, QuorumSystem system, double readFraction) {
    double asked = readFraction * read + (1 - readFraction) * write;
    return new Load(readFraction, asked / system.members().size());
  }

  /// The linear program: how often to pick each quorum, so that no member is asked more often than
  /// the last variable says, and that as small as can be.
  private static double best(QuorumSystem system, Analysis analysis, double readFraction) {
    List<SortedSet<ReplicaId>> reads = analysis.reads();
    List<SortedSet<ReplicaId>> writes = analysis.writes();
    int load = reads.size() + writes.size();
    List<LinearConstraint> constraints = new ArrayList<>();
    constraints.add(oneOf(0, reads.size(), load));
    constraints.add(oneOf(reads.size(), load, load));
    for (ReplicaId member : system.members()) {
      double[] asked = new double[load + 1];
      for (int i = 0; i < reads.size(); i++) {
        asked[i] = reads.get(i).contains(member) ? readFraction : 0;
      }
      for (int i = 0; i < writes.size(); i++) {
        asked[reads.size() + i] = writes.get(i).contains(member) ? 1 - readFraction : 0;
      }
      asked[load] = -1;
      constraints.add(new LinearConstraint(asked, Relationship.LEQ, 0));
    }
    double[] cost = new double[load + 1];
    cost[load] = 1;
    PointValuePair found =
        new SimplexSolver()
            .optimize(
                new MaxIter(MAX_ITERATIONS),
                new LinearObjectiveFunction(cost, 0),
                new LinearConstraintSet(constraints),
                new NonNegativeConstraint(true));
    return found.getValue();
  }

  /// The chances of these quorums are one together.
  private static LinearConstraint oneOf(int from, int to, int load) {
    double[] chances = new double[load + 1];
    Arrays.fill(chances, from, to, 1);
    return new LinearConstraint(chances, Relationship.EQ, 1);
  }
}
