package io.quorate.service.api;

import io.quorate.core.paxos.Ballot;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.service.config.QuorateProperties;
import io.quorate.service.engine.Engine;
import io.quorate.service.engine.Standing;
import io.quorate.service.engine.View;
import io.quorate.service.engine.Witnesses;
import io.quorate.service.membership.Membership;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Who the replicas are and where each of them stands.
@RestController
@Tag(name = OpenApiDocument.CLUSTER, description = "The replicas and their log")
class ClusterController {
  private final Engine engine;
  private final Witnesses witnesses;
  private final ReplicaId self;
  private final Membership membership;
  private final LastKnown<Quorum> quorums =
      new LastKnown<>(system -> Quorum.of(system, QuorumQuestion.HALF_ARE_READS));

  ClusterController(
      Engine engine, Witnesses witnesses, QuorateProperties properties, Membership membership) {
    this.engine = engine;
    this.witnesses = witnesses;
    this.self = properties.replicaId();
    this.membership = membership;
  }

  /// The cluster as this replica sees it now; it asks the others while the caller waits.
  @GetMapping("/v1/cluster")
  @Operation(
      operationId = "getCluster",
      summary = "Who the replicas are and where each of them stands",
      description = "As seen by the replica that serves it; it asks the others meanwhile.")
  Cluster cluster() {
    Map<ReplicaId, Standing> standings = new HashMap<>(witnesses.standings());
    View view = engine.view();
    standings.put(self, Standing.of(view));
    long chosen = standings.values().stream().mapToLong(Standing::chosenSlot).max().orElse(0);
    return new Cluster(
        membership.cluster(),
        self.value(),
        view.revision(),
        view.status().leader().map(ReplicaId::value).orElse(null),
        BallotNumber.of(view.status().promised()),
        quorums.of(view.quorums().now()),
        membership.urls().entrySet().stream()
            .map(one -> member(one.getKey(), one.getValue(), standings.get(one.getKey()), chosen))
            .toList());
  }

  private static Member member(ReplicaId id, URI url, @Nullable Standing standing, long chosen) {
    if (standing == null) {
      return new Member(id.value(), url, "voter", false, null, null, null, null);
    }
    long lag = Math.max(0, chosen - standing.appliedSlot());
    return new Member(
        id.value(),
        url,
        "voter",
        true,
        standing.role(),
        standing.chosenSlot(),
        standing.appliedSlot(),
        lag);
  }

  /// The cluster.
  ///
  /// @param clusterId the same on all members
  /// @param replica who says so
  /// @param revision of its state
  /// @param leader whom it follows, itself included
  /// @param ballot the highest it has promised
  /// @param quorum who decides
  /// @param members all replicas, in order of their ids
  record Cluster(
      UUID clusterId,
      @Schema(description = "Who says so", example = "a") String replica,
      @Schema(description = "The revision of its state") long revision,
      @Schema(description = "Whom it follows, itself included", nullable = true)
          @Nullable String leader,
      @Schema(description = "The highest ballot it has promised") BallotNumber ballot,
      Quorum quorum,
      List<Member> members) {}

  /// A replica. What it has not told, because it is not reachable, is null.
  ///
  /// @param id its id
  /// @param url where it is reached
  /// @param role `voter` or `learner`
  /// @param reachable whether it answers the replica that serves this
  /// @param state `leader`, `candidate` or `follower`, in its own words
  /// @param chosenSlot the last slot it knows chosen
  /// @param appliedSlot the last slot in its state
  /// @param lag how many slots that are chosen are not in its state
  record Member(
      @Schema(example = "a") String id,
      @Schema(example = "http://127.0.0.1:8081") URI url,
      @Schema(allowableValues = {"voter", "learner"}) String role,
      @Schema(description = "Whether it answers the replica that serves this") boolean reachable,
      @Schema(
              allowableValues = {"leader", "candidate", "follower"},
              nullable = true)
          @Nullable String state,
      @Schema(nullable = true) @Nullable Long chosenSlot,
      @Schema(nullable = true) @Nullable Long appliedSlot,
      @Schema(description = "Chosen slots that are not in its state", nullable = true)
          @Nullable Long lag) {}

  /// A ballot.
  ///
  /// @param round grows with every attempt to lead
  /// @param replica whose attempt it is
  record BallotNumber(@Schema(example = "4") long round, @Schema(example = "a") String replica) {

    static BallotNumber of(Ballot ballot) {
      return new BallotNumber(ballot.round(), ballot.replica().value());
    }
  }
}
