package io.quorate.core.quorum;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which sets of members are a quorum, in the words of [Expression]: a member, or so many of some
/// parts. AND is all of them, OR is one. More votes never make a formula false.
public sealed interface Formula {

  /// Holds when this member has voted.
  record Vote(ReplicaId member) implements Formula {
    @Override
    public boolean holds(Predicate<ReplicaId> votes) {
      return votes.test(member);
    }

    @Override
    public Formula dual() {
      return this;
    }

    @Override
    public Stream<ReplicaId> named() {
      return Stream.of(member);
    }

    @Override
    public String text() {
      return member.value();
    }
  }

  /// Holds when so many of the parts hold. An AND within an AND is one AND, and so with OR, so that
  /// there is one way to write each.
  ///
  /// @param needed how many
  /// @param parts of which, at least two, no two the same
  record AtLeast(int needed, List<Formula> parts) implements Formula {

    /// @throws InvalidQuorumSystem when there are too few parts for it or one is there twice
    public AtLeast {
      if (parts.size() < 2) {
        throw new InvalidQuorumSystem("expression", "needs at least two parts to choose from");
      }
      InvalidQuorumSystem.requireBetween(
          "expression", needed, 1, parts.size(), ", the number of parts to choose from");
      if (needed == parts.size()) {
        parts = flattened(parts, AtLeast::isAll);
        needed = parts.size();
      } else if (needed == 1) {
        parts = flattened(parts, AtLeast::isAny);
      } else {
        parts = List.copyOf(parts);
      }
      Set<Formula> seen = new HashSet<>();
      for (Formula part : parts) {
        // Else one vote would count twice.
        if (!seen.add(part)) {
          throw new InvalidQuorumSystem("expression", "chooses from " + part.text() + " twice");
        }
      }
    }

    @Override
    public boolean holds(Predicate<ReplicaId> votes) {
      int missing = needed;
      for (int i = 0; i < parts.size() && missing > 0; i++) {
        if (parts.get(i).holds(votes)) {
          missing--;
        }
      }
      return missing == 0;
    }

    @Override
    public Formula dual() {
      return new AtLeast(parts.size() - needed + 1, parts.stream().map(Formula::dual).toList());
    }

    @Override
    public Stream<ReplicaId> named() {
      return parts.stream().flatMap(Formula::named);
    }

    @Override
    public String text() {
      if (isAny()) {
        return join(" + ", Formula::text);
      }
      if (isAll()) {
        return join("*", AtLeast::factor);
      }
      return needed + " of (" + join(", ", Formula::text) + ")";
    }

    /// AND binds tighter than OR.
    private static String factor(Formula part) {
      return part instanceof AtLeast inner && inner.isAny() ? "(" + part.text() + ")" : part.text();
    }

    private String join(String separator, Function<Formula, String> form) {
      return parts.stream().map(form).collect(Collectors.joining(separator));
    }

    private static List<Formula> flattened(List<Formula> parts, Predicate<AtLeast> isSame) {
      return parts.stream()
          .flatMap(part ->
              part instanceof AtLeast inner && isSame.test(inner)
                  ? inner.parts.stream()
                  : Stream.of(part))
          .toList();
    }

    private boolean isAll() {
      return needed == parts.size();
    }

    private boolean isAny() {
      return needed == 1;
    }
  }

  /// Whether the members of whom this holds are a quorum.
  boolean holds(Predicate<ReplicaId> votes);

  /// The formula of exactly the sets that meet every quorum of this one: AND and OR trade places,
  /// and k of n becomes n - k + 1 of n. The dual of the dual is the formula itself.
  Formula dual();

  /// The members it names, some perhaps more than once.
  Stream<ReplicaId> named();

  /// As it is written: `a*b + c*d`, `2 of (a, b, c)`.
  String text();

  /// So many of these parts; of one part it is that part.
  static Formula of(int needed, List<Formula> parts) {
    return parts.size() == 1 && needed == 1 ? parts.getFirst() : new AtLeast(needed, parts);
  }
}
