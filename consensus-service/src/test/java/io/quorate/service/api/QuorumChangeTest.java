package io.quorate.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.QuorumText;
import io.quorate.core.store.Outcome;
import io.quorate.core.store.Result;
import io.quorate.service.engine.Submitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// `PUT /v1/cluster/quorum` at a cluster of `a`, `b` and `c`.
class QuorumChangeTest extends ApiTest {

  private Response change(String system, String... headers) {
    String body = "{\"system\":\"" + system + "\"}";
    return put("/v1/cluster/quorum", body, headers);
  }

  @Test
  void theSystemIsInForceAndShown() {
    Response changed = change("flexible(3, 1)");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.body().path("definition").asString()).isEqualTo("flexible(3, 1; a b c)");
    assertThat(changed.body().path("slot").asLong()).isEqualTo(1);
    JsonNode quorum = get("/v1/cluster").body().path("quorum");
    assertThat(quorum.path("system").asString()).isEqualTo("flexible");
    assertThat(quorum.path("writeResilience").asInt()).isEqualTo(2);
  }

  @Test
  void aChangeIsNoChangeOfTheKeys() {
    Response changed = change("flexible(3, 1)");
    assertThat(changed.header("Quorate-Revision")).isEqualTo("0");
  }

  @Test
  void repeatedUnderItsKeyItAnswersTheSame() {
    Response first = change("flexible(3, 1)", "Idempotency-Key: once");
    change("majority");
    Response again = change("flexible(3, 1)", "Idempotency-Key: once");
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.body().path("slot")).isEqualTo(first.body().path("slot"));
    change("majority", "Idempotency-Key: once").problem(422, "idempotency-key-reused");
  }

  /// The leader does not propose what could hold up the log.
  @Test
  void whatNeedsMembersThatAreAwayIsRefusedForNow() {
    QuorumSystem away = QuorumText.parse("flexible(1, 3; a b c)");
    engine.answerNextWrite(
        new Submitted.Applied(new Result(new Outcome.QuorumsRefused(away), 0, false)));
    Response refused = change("flexible(1, 3)");
    refused.problem(503, "no-quorum");
    assertThat(refused.header("Retry-After")).isNotNull();
    assertThat(refused.body().path("detail").asString()).contains("flexible(1, 3; a b c)");
  }

  @Test
  void nobodyKnowsWhatBecomesOfAChangeThatTakesTooLong() {
    engine.answerNextWrite(new Submitted.Unknown());
    change("flexible(1, 3)").problem(504, "outcome-unknown");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          flexible(1, 1)                          | unsafe (I5)
          grid(a b)                               | leaves out voters: c
          majority(a b c d)                       | has strangers
          joint(majority(a b c); majority(a b c)) | is joint
          raft                                    | at character 1
          """)
  void whatDoesNotFitIsRefused(String system, String why) {
    assertThat(change(system).blames("system")).contains(why);
    assertThat(get("/v1/cluster").body().path("quorum").path("system").asString())
        .isEqualTo("majority");
  }
}
