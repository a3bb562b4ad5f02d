package io.quorate.service.api;

import io.quorate.core.quorum.Analysis;
import io.quorate.core.quorum.Expression;
import io.quorate.core.quorum.Flexible;
import io.quorate.core.quorum.Grid;
import io.quorate.core.quorum.Groups;
import io.quorate.core.quorum.Joint;
import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.quorum.Resilience;
import io.quorate.core.quorum.Weighted;
import io.quorate.service.quorum.Load;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// Who decides, and what that means. What takes too long to find out for a system of many members
/// is null.
///
/// @param system the kind of quorum system
/// @param definition all of it, in one line
/// @param members who votes
/// @param resilience how many of them may fail, any of them, and there is still a read and a write
///   quorum
/// @param readResilience how many may fail and there is still a read (phase-1) quorum
/// @param writeResilience how many may fail and there is still a write (phase-2) quorum
/// @param writeShare the least vote share that a write quorum has
/// @param readQuorums the minimal read (phase-1) quorums
/// @param writeQuorums the minimal write (phase-2) quorums
/// @param load how busy the busiest member is, with the best choice of quorums
record Quorum(
    @Schema(
            example = "majority",
            allowableValues = {
              "majority",
              "flexible",
              "weighted",
              "grid",
              "groups",
              "expression",
              "joint"
            })
        String system,
    @Schema(description = "All of it, in one line", example = "majority(a b c)") String definition,
    @Schema(example = "[\"a\", \"b\", \"c\"]") List<String> members,
    @Schema(description = "How many members may fail, whichever", example = "1") int resilience,
    @Schema(description = "How many may fail and reads still have a quorum", example = "1")
        int readResilience,
    @Schema(description = "How many may fail and writes still have a quorum", example = "1")
        int writeResilience,
    @Schema(
            description = "The least vote share that a write quorum has",
            example = "0.6666666666666666",
            nullable = true)
        @Nullable Double writeShare,
    @Schema(nullable = true) @Nullable Quorums readQuorums,
    @Schema(nullable = true) @Nullable Quorums writeQuorums,
    @Schema(nullable = true) @Nullable Loads load) {
  private static final int SHOWN = 20;

  /// The minimal quorums of one side: those that need every one of their members.
  ///
  /// @param count how many there are
  /// @param smallest the first of them, from the smallest on
  record Quorums(
      @Schema(description = "How many minimal quorums there are", example = "3") int count,
      @Schema(
              description = "The smallest of them, at most 20",
              example = "[[\"a\", \"b\"], [\"a\", \"c\"], [\"b\", \"c\"]]")
          List<List<String>> smallest) {

    private static Quorums of(List<SortedSet<ReplicaId>> minimal) {
      return new Quorums(minimal.size(), minimal.stream().limit(SHOWN).map(Quorum::names).toList());
    }
  }

  /// The share of operations at the busiest member, and how many operations all members do in the
  /// time that one needs for one: the one is 1 over the other.
  ///
  /// @param readFraction the share of reads among the operations of `load` and `capacity`
  /// @param load of such a mix
  /// @param readLoad of reads alone
  /// @param writeLoad of writes alone
  /// @param capacity of such a mix
  /// @param readCapacity of reads alone
  /// @param writeCapacity of writes alone
  record Loads(
      @Schema(description = "The share of reads", example = "0.5") double readFraction,
      @Schema(description = "With that share of reads", example = "0.6666666666666666") double load,
      @Schema(description = "Of reads alone", example = "0.6666666666666666") double readLoad,
      @Schema(description = "Of writes alone", example = "0.6666666666666666") double writeLoad,
      @Schema(description = "With that share of reads", example = "1.5") double capacity,
      @Schema(description = "Of reads alone", example = "1.5") double readCapacity,
      @Schema(description = "Of writes alone", example = "1.5") double writeCapacity) {

    private static Optional<Loads> of(
        QuorumSystem system, Optional<Analysis> analysis, double readFraction) {
      return Load.of(system, analysis, readFraction).map(mixed -> of(system, analysis, mixed));
    }

    private static Loads of(QuorumSystem system, Optional<Analysis> analysis, Load mixed) {
      Load reads = Load.of(system, analysis, 1).orElseThrow();
      Load writes = Load.of(system, analysis, 0).orElseThrow();
      return new Loads(
          mixed.readFraction(),
          mixed.load(),
          reads.load(),
          writes.load(),
          mixed.capacity(),
          reads.capacity(),
          writes.capacity());
    }
  }

  /// @param readFraction the share of reads that the load is for, from 0 to 1
  static Quorum of(QuorumSystem system, double readFraction) {
    Resilience resilience = Resilience.of(system);
    Optional<Analysis> analysis = Analysis.of(system);
    return new Quorum(
        kind(system),
        system.text(),
        names(system.members()),
        resilience.both(),
        resilience.read(),
        resilience.write(),
        analysis.map(Analysis::writeShare).orElse(null),
        analysis.map(one -> Quorums.of(one.reads())).orElse(null),
        analysis.map(one -> Quorums.of(one.writes())).orElse(null),
        Loads.of(system, analysis, readFraction).orElse(null));
  }

  private static String kind(QuorumSystem system) {
    return switch (system) {
      case Majority _ -> "majority";
      case Flexible _ -> "flexible";
      case Weighted _ -> "weighted";
      case Grid _ -> "grid";
      case Groups _ -> "groups";
      case Expression _ -> "expression";
      case Joint _ -> "joint";
    };
  }

  private static List<String> names(Collection<ReplicaId> members) {
    return members.stream().map(ReplicaId::value).toList();
  }
}
