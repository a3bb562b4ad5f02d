package io.quorate.core.quorum;

import java.util.List;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Members in rows and columns. **A read (phase-1) quorum is one whole row; a write (phase-2)
/// quorum is one member of every row**, a column for instance, but it need not be one. They meet
/// because a write left nobody's row out.
///
/// It is the grid of quoracle (Whittaker, Charapko, Hellerstein, Howard, Stoica: Read-Write Quorum
/// Systems Made Practical, section 2): of `grid(a b c; d e f)` the reads are `a*b*c + d*e*f` and
/// the writes their dual, `(a + b + c)*(d + e + f)`. With r rows of c members, r - 1 members may
/// fail before reads do, and c - 1 before writes do.
///
/// @param rows the rows from the top, all of the same length, as they were given
public record Grid(List<List<ReplicaId>> rows) implements QuorumSystem {

  /// @throws InvalidQuorumSystem when there is no member, too many or one twice, or when the rows
  ///   differ in length
  public Grid(List<List<ReplicaId>> rows) {
    this.rows = rows.stream().map(List::copyOf).toList();
    SortedSet<ReplicaId> members = members();
    for (List<ReplicaId> row : this.rows) {
      if (row.size() != this.rows.getFirst().size()) {
        throw new InvalidQuorumSystem(
            "rows",
            "must be of one length, but {%s} has %d members and {%s} has %d"
                .formatted(
                    Members.text(this.rows.getFirst()),
                    this.rows.getFirst().size(),
                    Members.text(row),
                    row.size()));
      }
    }
    Members.requireEnumerable("rows", members.size());
    Intersection.prove(this);
  }

  @Override
  public SortedSet<ReplicaId> members() {
    return Members.distinct("rows", rows.stream().flatMap(List::stream).toList());
  }

  @Override
  public boolean isPhase1Quorum(Predicate<ReplicaId> votes) {
    for (List<ReplicaId> row : rows) {
      if (Members.count(row, votes) == row.size()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean isPhase2Quorum(Predicate<ReplicaId> votes) {
    for (List<ReplicaId> row : rows) {
      if (Members.count(row, votes) == 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String text() {
    return rows.stream().map(Members::text).collect(Collectors.joining("; ", "grid(", ")"));
  }
}
