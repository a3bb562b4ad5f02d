package io.quorate.service.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quorate.core.quorum.DisjointQuorums;
import io.quorate.core.quorum.InvalidQuorumSystem;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.QuorumText;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.store.Operation.ChangeQuorums;
import io.quorate.core.store.Outcome;
import io.quorate.service.membership.Membership;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// What another quorum system would mean, and putting it in force.
@RestController
@Tag(name = OpenApiDocument.CLUSTER)
class QuorumController {
  private final Set<ReplicaId> voters;
  private final Writes writes;
  private final QuorumQuestion.Reader questions;

  QuorumController(Membership membership, Writes writes, JsonMapper json) {
    this.voters = membership.members();
    this.writes = writes;
    this.questions = new QuorumQuestion.Reader(json);
  }

  /// Puts a quorum system in force, through the log: in the slot that says so, both systems count.
  @PutMapping("/v1/cluster/quorum")
  @NamedWrite
  @FencedWrite
  @Operation(
      operationId = "putQuorum",
      summary = "Puts a quorum system in force",
      description =
          """
          Written as for `checkQuorum`; its members are the cluster's. The change is a decree of \
          the log: it is chosen by a write quorum of the old and of the new system, and the slots \
          after it are decided by the new one. While members that the new system cannot do without \
          do not follow the leader, the answer is 503 `no-quorum` and nothing is changed.\
          """,
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(implementation = QuorumQuestion.class))))
  @ApiResponse(responseCode = "200", description = "It is in force")
  Changed change(HttpServletRequest request, HttpServletResponse response) throws IOException {
    QuorumQuestion question = questions.read(request);
    QuorumSystem to = read(() -> QuorumText.parseFor(voters, question.system()));
    var changed =
        writes.carryOut(request, response, new ChangeQuorums(to)).as(Outcome.QuorumsChanged.class);
    return new Changed(Quorum.of(changed.quorums(), question.readFraction()), changed.slot());
  }

  /// Analyses a quorum system and applies nothing.
  @PostMapping("/v1/cluster/quorum/check")
  @Operation(
      operationId = "checkQuorum",
      summary = "What a quorum system would mean",
      description =
          """
          Nothing is applied. `majority`, `flexible(4, 3)`, which take the cluster's members, or \
          with members of their own `majority(a b c)`, `flexible(4, 3; a b c d e f)`, \
          `weighted(a=3, b=1, c=1; read=3, write=3)` (a member of weight 0 keeps a copy and decides \
          nothing), `grid(a b c; d e f)` (a read is one whole row, a write one member of every row), \
          `groups(east: a b c; west: d e f; read=one, write=all)` (`one`, `majority` or `all` of \
          the groups; a group accepts by majority), `expression(read = a*b + c*d)` (`*` is and, \
          `+` is or, `2 of (a, b, c)`; the side that is not given is the dual of the other). A \
          system with a read and a write quorum that do not meet is a problem with both of them, \
          `readQuorum` and `writeQuorum`.\
          """,
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(implementation = QuorumQuestion.class))))
  @ApiResponse(responseCode = "200", description = "It is safe, and this is what it means")
  @ApiResponse(responseCode = "413", ref = OpenApiDocument.PROBLEM_RESPONSE)
  Checked check(HttpServletRequest request) throws IOException {
    QuorumQuestion question = questions.read(request);
    QuorumSystem system = read(() -> QuorumText.parse(question.system(), voters));
    List<String> unknown = without(system.members(), voters);
    List<String> missing = without(voters, system.members());
    return new Checked(
        Quorum.of(system, question.readFraction()),
        unknown.isEmpty() && missing.isEmpty(),
        unknown,
        missing,
        refusal(question).orElse(null));
  }

  /// Why it could not be put in force here.
  private Optional<String> refusal(QuorumQuestion question) {
    try {
      QuorumText.parseFor(voters, question.system());
      return Optional.empty();
    } catch (InvalidQuorumSystem invalid) {
      return Optional.of(invalid.getMessage());
    }
  }

  private static QuorumSystem read(Supplier<QuorumSystem> text) {
    try {
      return text.get();
    } catch (DisjointQuorums disjoint) {
      throw new ProblemException(
          wrong(disjoint)
              .with("readQuorum", names(disjoint.phase1()))
              .with("writeQuorum", names(disjoint.phase2())));
    } catch (InvalidQuorumSystem invalid) {
      throw new ProblemException(wrong(invalid));
    }
  }

  private static Problem wrong(InvalidQuorumSystem invalid) {
    return Problems.invalid(List.of(new Problems.Wrong("system", invalid.getMessage())));
  }

  private static List<String> without(Collection<ReplicaId> members, Set<ReplicaId> others) {
    return names(members.stream().filter(member -> !others.contains(member)).toList());
  }

  private static List<String> names(Collection<ReplicaId> members) {
    return members.stream().map(ReplicaId::value).toList();
  }

  /// The system that is in force now.
  ///
  /// @param quorum what it means
  /// @param slot the slot of the log that put it in force
  @Schema(name = "QuorumChange")
  record Changed(
      @JsonUnwrapped Quorum quorum,
      @Schema(description = "The slot of the log that put it in force", example = "42")
          long slot) {}

  /// What a system would mean here.
  ///
  /// @param quorum what it means anywhere
  /// @param fitsMembers whether its members are exactly those of the cluster
  /// @param unknownMembers its members that the cluster has not
  /// @param missingMembers the cluster's members that it has not
  /// @param refusal why it could not be put in force here
  @Schema(name = "QuorumCheck")
  record Checked(
      @JsonUnwrapped Quorum quorum,
      @Schema(description = "Whether its members are exactly the cluster's") boolean fitsMembers,
      @Schema(description = "Its members that the cluster has not", example = "[]")
          List<String> unknownMembers,
      @Schema(description = "The cluster's members that it has not", example = "[]")
          List<String> missingMembers,
      @Schema(
              description =
                  "Why `putQuorum` would refuse it, whoever is away; null if it would not",
              example = "null",
              nullable = true)
          @Nullable String refusal) {}
}
