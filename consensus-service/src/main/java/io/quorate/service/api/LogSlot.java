package io.quorate.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.Decree;
import io.quorate.service.api.ClusterController.BallotNumber;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// A slot of the log and the votes in it.
///
/// @param slot the place in the log, from 1
/// @param ballot the highest ballot that someone voted in
/// @param chosen whether it will never be another decree
/// @param decree what was voted for there; null when this replica does not hold it
/// @param votes of each member that answered: 1 when it accepted this, else 0
/// @param acceptedBy the members that accepted it
/// @param unreachable the members that did not answer, whose votes are not known
/// @param voteShare the sum of the votes over the number of members
/// @param writeShare the least share that a write quorum has; null when there are too many members
///   to find out
record LogSlot(
    @Schema(example = "17") long slot,
    @Schema(description = "The highest ballot that someone voted in") BallotNumber ballot,
    @Schema(description = "Whether it will never be another decree") boolean chosen,
    @Schema(description = "Null when the serving replica does not hold it", nullable = true)
        @Nullable Summary decree,
    @Schema(
            description = "Of each member that answered: 1 when it accepted this, else 0",
            example = "{\"a\": 1, \"b\": 1, \"c\": 0}")
        SortedMap<String, Integer> votes,
    @Schema(example = "[\"a\", \"b\"]") SortedSet<String> acceptedBy,
    @Schema(description = "Members that did not answer; their votes are not known")
        SortedSet<String> unreachable,
    @Schema(
            description =
                "(1/n) * sum of the votes; the decree is chosen once a write quorum holds it",
            example = "0.6666666666666666")
        double voteShare,
    @Schema(
            description = "The least share that a write quorum has",
            example = "0.6666666666666666",
            nullable = true)
        @Nullable Double writeShare) {

  /// A decree in short.
  ///
  /// @param type `noop`, `batch`, or `change` of the quorum system
  /// @param time the leader's clock when it proposed it
  /// @param count how many commands there are
  /// @param bytes their size
  /// @param commands the first of them
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "DecreeSummary")
  record Summary(
      @Schema(allowableValues = {"noop", "batch", "change"}) String type,
      @Schema(description = "The leader's clock when it proposed it", nullable = true)
          @Nullable Instant time,
      @Schema(description = "How many commands there are") int count,
      @Schema(description = "Their size in bytes") int bytes,
      @Schema(description = "The first of them") List<CommandSummary> commands) {

    static Summary of(Decree decree, int atMost) {
      return switch (decree) {
        case Decree.NoOp() -> new Summary("noop", null, 0, 0, List.of());
        case Decree.Batch batch -> of("batch", batch, atMost);
        case Decree.Change change -> of("change", change.request(), atMost);
      };
    }

    private static Summary of(String type, Decree.Batch batch, int atMost) {
      List<Command> commands = batch.commands();
      return new Summary(
          type,
          Instant.ofEpochMilli(batch.stamp()),
          commands.size(),
          batch.encoded().length,
          commands.stream().limit(atMost).map(CommandSummary::of).toList());
    }
  }
}
