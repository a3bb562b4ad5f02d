package io.quorate.core.quorum;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whatever can be said with AND, OR and "so many of", as in quoracle (Whittaker, Charapko,
/// Hellerstein, Howard, Stoica: Read-Write Quorum Systems Made Practical, section 2). From one side
/// the other can be derived as its dual, which is the weakest that meets it.
///
/// @param read which sets prepare a ballot, or serve a read
/// @param write which sets choose a decree, or take a write
public record Expression(Formula read, Formula write) implements QuorumSystem {

  /// How often a side may name members, so that the proof ends soon.
  private static final int MAX_NAMED = 256;

  /// @throws InvalidQuorumSystem when there are too many members or a side is too long
  /// @throws DisjointQuorums when a read quorum would miss a write quorum
  public Expression(Formula read, Formula write) {
    this.read = read;
    this.write = write;
    requireShort("read", read);
    requireShort("write", write);
    Members.requireEnumerable("expression", members().size());
    Intersection.prove(this);
  }

  private static void requireShort(String side, Formula formula) {
    long named = formula.named().count();
    if (named > MAX_NAMED) {
      throw new InvalidQuorumSystem(
          side, "names members %d times; at most %d are read".formatted(named, MAX_NAMED));
    }
  }

  /// The system with these read quorums, and for writes whatever meets them all.
  public static Expression ofReads(Formula read) {
    return new Expression(read, read.dual());
  }

  /// The system with these write quorums, and for reads whatever meets them all.
  public static Expression ofWrites(Formula write) {
    return new Expression(write.dual(), write);
  }

  @Override
  public SortedSet<ReplicaId> members() {
    return Collections.unmodifiableSortedSet(
        Stream.concat(read.named(), write.named()).collect(Collectors.toCollection(TreeSet::new)));
  }

  @Override
  public boolean isPhase1Quorum(Predicate<ReplicaId> votes) {
    return read.holds(votes);
  }

  @Override
  public boolean isPhase2Quorum(Predicate<ReplicaId> votes) {
    return write.holds(votes);
  }

  @Override
  public String text() {
    return write.equals(read.dual())
        ? "expression(read = " + read.text() + ")"
        : "expression(read = " + read.text() + "; write = " + write.text() + ")";
  }
}
