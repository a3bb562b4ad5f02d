package io.quorate.core.quorum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads one quorum system; [QuorumText] shows the language.
final class QuorumReader {
  private static final String READ = "read";
  private static final String WRITE = "write";

  private final Cursor cursor;
  private final Optional<SortedSet<ReplicaId>> knownMembers;

  /// @param knownMembers who the members are where the text does not say
  QuorumReader(Cursor cursor, Optional<SortedSet<ReplicaId>> knownMembers) {
    this.cursor = cursor;
    this.knownMembers = knownMembers;
  }

  /// The system that is the whole text.
  QuorumSystem whole() {
    QuorumSystem system = system(true);
    cursor.expectEnd();
    return system;
  }

  private QuorumSystem system(boolean mayBeJoint) {
    int start = cursor.position();
    String kind = cursor.word("a quorum system");
    return switch (kind) {
      case "majority" -> cursor.isAt('(') ? inside(this::majority) : majorityOfKnown();
      case "flexible" -> inside(this::flexible);
      case "weighted" -> inside(this::weighted);
      case "grid" -> inside(this::grid);
      case "groups" -> inside(this::groups);
      case "expression" -> inside(this::expression);
      case "joint" -> {
        if (!mayBeJoint) {
          throw cursor.wrong(start, "a side of a joint system cannot be joint itself");
        }
        yield inside(this::joint);
      }
      default ->
          throw cursor.wrong(
              start,
              "'%s' is no quorum system; there are majority, flexible, weighted, grid, groups, expression and joint"
                  .formatted(kind));
    };
  }

  private <T> T inside(Supplier<T> content) {
    cursor.expect('(');
    T read = content.get();
    cursor.expect(')');
    return read;
  }

  private QuorumSystem majority() {
    return new Majority(Members.distinct("members", members()));
  }

  private QuorumSystem majorityOfKnown() {
    return new Majority(known());
  }

  private QuorumSystem flexible() {
    int phase1 = cursor.number("how many members phase 1 needs");
    cursor.expect(',');
    int phase2 = cursor.number("how many members phase 2 needs");
    SortedSet<ReplicaId> members =
        cursor.accept(';') ? Members.distinct("members", members()) : known();
    return new Flexible(phase1, phase2, members);
  }

  private QuorumSystem weighted() {
    TreeMap<ReplicaId, Integer> weights = new TreeMap<>();
    do {
      int start = cursor.position();
      ReplicaId member = cursor.member();
      cursor.expect('=');
      if (weights.put(member, cursor.number("the weight of " + member)) != null) {
        throw twice(start, member);
      }
    } while (cursor.accept(','));
    cursor.expect(';');
    Sides<Integer> sides = sides(side -> cursor.number("what a " + side + " needs"));
    return new Weighted(weights, sides.read(), sides.write());
  }

  private QuorumSystem grid() {
    List<List<ReplicaId>> rows = new ArrayList<>();
    do {
      rows.add(members());
    } while (cursor.accept(';'));
    return new Grid(rows);
  }

  private QuorumSystem groups() {
    TreeMap<String, SortedSet<ReplicaId>> groups = new TreeMap<>();
    int start = cursor.position();
    String name = cursor.word("a group");
    while (cursor.accept(':')) {
      SortedSet<ReplicaId> members = Members.distinct("group " + name, members());
      if (groups.put(name, members) != null) {
        throw twice(start, name);
      }
      cursor.expect(';');
      start = cursor.position();
      name = cursor.word("a group, read or write");
    }
    // What no colon follows is the first setting.
    cursor.backTo(start);
    Sides<Groups.Reach> sides = sides(_ -> reach());
    return new Groups(groups, sides.read(), sides.write());
  }

  private Groups.Reach reach() {
    int start = cursor.position();
    String word = cursor.word("one, majority or all");
    return Arrays.stream(Groups.Reach.values())
        .filter(reach -> reach.text().equals(word))
        .findFirst()
        .orElseThrow(() -> cursor.wrong(start, "expected one, majority or all"));
  }

  private QuorumSystem expression() {
    FormulaReader formulas = new FormulaReader(cursor);
    Map<String, Formula> given = settings(';', _ -> formulas.formula());
    Formula read = given.get(READ);
    Formula write = given.get(WRITE);
    if (write == null) {
      // There is always one of them.
      return Expression.ofReads(Objects.requireNonNull(read));
    }
    return read == null ? Expression.ofWrites(write) : new Expression(read, write);
  }

  private QuorumSystem joint() {
    QuorumSystem before = system(false);
    cursor.expect(';');
    return new Joint(before, system(false));
  }

  /// What was given for each side.
  private record Sides<T>(T read, T write) {}

  private <T> Sides<T> sides(Function<String, T> value) {
    Map<String, T> given = settings(',', value);
    T read = given.get(READ);
    T write = given.get(WRITE);
    if (read == null || write == null) {
      throw cursor.expected("', " + (read == null ? READ : WRITE) + "='");
    }
    return new Sides<>(read, write);
  }

  /// Reads `read=...`, `write=...` or both, in any order; at least one.
  private <T> Map<String, T> settings(char separator, Function<String, T> value) {
    Map<String, T> given = new HashMap<>();
    do {
      int start = cursor.position();
      String side = cursor.word("read or write");
      if (!side.equals(READ) && !side.equals(WRITE)) {
        throw cursor.wrong(start, "expected read or write, but there is '" + side + "'");
      }
      cursor.expect('=');
      if (given.put(side, value.apply(side)) != null) {
        throw twice(start, side);
      }
    } while (cursor.accept(separator));
    return given;
  }

  /// One member or more, with or without commas between them.
  private List<ReplicaId> members() {
    List<ReplicaId> members = new ArrayList<>();
    do {
      members.add(cursor.member());
    } while (cursor.accept(',') || cursor.isAtWord());
    return members;
  }

  private SortedSet<ReplicaId> known() {
    return knownMembers.orElseThrow(
        () -> cursor.expected("the members, since they are not known from elsewhere"));
  }

  private InvalidQuorumSystem twice(int start, Object what) {
    return cursor.wrong(start, "'" + what + "' is there twice");
  }
}
