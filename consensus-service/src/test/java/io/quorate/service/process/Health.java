package io.quorate.service.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks replicas how they are, by their actuator.
final class Health implements AutoCloseable {

  /// What a replica says in the component `consensus`.
  ///
  /// @param role `leader`, `candidate` or `follower`
  /// @param leader the id of the leader it knows, or words that say it knows none
  /// @param votes whether it votes
  /// @param whyNoVote why not; empty when it does
  /// @param revision the revision of its state
  record Consensus(String role, String leader, boolean votes, String whyNoVote, long revision) {

    boolean leads() {
      return role.equals("leader");
    }

    boolean isMember() {
      return votes && (leads() || (role.equals("follower") && leader.length() == 1));
    }
  }

  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final JsonMapper json = JsonMapper.shared();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  /// Empty when the replica does not answer.
  Optional<Consensus> of(URI replica) {
    return get(replica.resolve("/actuator/health"))
        .map(answer -> json.readTree(answer.body()).at("/components/consensus/details"))
        .filter(details -> !details.isMissingNode())
        .map(Health::consensus);
  }

  boolean isReady(URI replica) {
    return get(replica.resolve("/actuator/health/readiness"))
        .filter(answer -> answer.statusCode() == 200)
        .isPresent();
  }

  private static Consensus consensus(JsonNode details) {
    return new Consensus(
        details.path("role").asString(""),
        details.path("leader").asString(""),
        details.path("votes").asBoolean(false),
        details.path("whyNoVote").asString(""),
        details.path("revision").asLong(-1));
  }

  private Optional<HttpResponse<String>> get(URI uri) {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
      return Optional.of(http.send(request, BodyHandlers.ofString()));
    } catch (IOException away) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
