package io.quorate.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.store.Outcome;
import io.quorate.core.store.Result;
import io.quorate.service.engine.Submitted;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// `/v1/kv/{key}`, as the contract has it.
class KvTest extends ApiTest {

  @Test
  void aNewKeyIs201() {
    Response created = putJson("/v1/kv/app/db/url", "{\"value\":\"postgres\"}");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text())
        .isEqualTo("{\"key\":\"app/db/url\",\"revision\":1,\"createRevision\":1,\"version\":1}");
    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    assertThat(created.header("Quorate-Revision")).isEqualTo("1");
    assertThat(created.header("Quorate-Replica")).isEqualTo("a");
    assertThat(created.header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void aReplacedValueIs200() {
    put("/v1/kv/k", "one");
    Response replaced = put("/v1/kv/k", "two");
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.text())
        .isEqualTo("{\"key\":\"k\",\"revision\":2,\"createRevision\":1,\"version\":2}");
    assertThat(replaced.header("ETag")).isEqualTo("\"2\"");
  }

  @Test
  void previousIsWhatWasReplacedOrNull() {
    Response created = put("/v1/kv/k?previous=true", "one");
    assertThat(created.body().has("previous")).isTrue();
    assertThat(created.body().get("previous").isNull()).isTrue();
    Response replaced = put("/v1/kv/k?previous=true", "two");
    assertThat(replaced.body().get("previous").toString())
        .isEqualTo(
            "{\"key\":\"k\",\"value\":\"one\",\"createRevision\":1,\"modRevision\":1,\"version\":1}");
    assertThat(put("/v1/kv/k?previous=false", "three").body().has("previous")).isFalse();
    assertThat(put("/v1/kv/k?previous=perhaps", "four").blames("previous")).contains("true");
  }

  @Test
  void aValueIsReadBack() {
    put("/v1/kv/k", "one");
    put("/v1/kv/other", "x");
    Response found = get("/v1/kv/k");
    assertThat(found.status()).isEqualTo(200);
    assertThat(found.text())
        .isEqualTo(
            "{\"key\":\"k\",\"value\":\"one\",\"createRevision\":1,\"modRevision\":1,\"version\":1}");
    assertThat(found.header("ETag")).isEqualTo("\"1\"");
    assertThat(found.header("Quorate-Revision")).isEqualTo("2");
    assertThat(found.header("Quorate-Consistency")).isEqualTo("linearizable");
    assertThat(found.header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void anAbsentKeyIs404AndSaysAtWhichRevision() {
    put("/v1/kv/k", "one");
    Response missing = get("/v1/kv/nothing");
    missing.problem(404, "not-found");
    assertThat(missing.header("Quorate-Revision")).isEqualTo("1");
    assertThat(missing.header("Quorate-Consistency")).isEqualTo("linearizable");
    assertThat(missing.header("ETag")).isEmpty();
  }

  @Test
  void deletingIs200EitherWay() {
    put("/v1/kv/k", "one");
    Response deleted = delete("/v1/kv/k");
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.text()).isEqualTo("{\"deleted\":1,\"revision\":2}");
    Response again = delete("/v1/kv/k");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text()).isEqualTo("{\"deleted\":0,\"revision\":2}");
    assertThat(again.header("Quorate-Revision")).isEqualTo("2");
  }

  @Test
  void headIsAGetWithoutItsBody() {
    put("/v1/kv/k", "one");
    Response head = call("HEAD", "/v1/kv/k", BodyPublishers.noBody());
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.bytes()).isEmpty();
    assertThat(head.header("ETag")).isEqualTo("\"1\"");
    assertThat(head.header("Content-Length"))
        .isEqualTo(Integer.toString(get("/v1/kv/k").bytes().length));
    assertThat(call("HEAD", "/v1/kv/nothing", BodyPublishers.noBody()).status()).isEqualTo(404);
  }

  @Test
  void anIdempotencyKeyRepeatsTheFirstAnswer() {
    Response first = put("/v1/kv/k", "one", "Idempotency-Key: once");
    put("/v1/kv/k", "two");
    Response again = put("/v1/kv/k", "one", "Idempotency-Key: once");
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.status()).isEqualTo(first.status()).isEqualTo(201);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("ETag")).isEqualTo("\"1\"");
    assertThat(again.header("Quorate-Revision")).isEqualTo("2");
    assertThat(get("/v1/kv/k").body().path("value").asString()).isEqualTo("two");
  }

  @Test
  void anIdempotencyKeyWorksOnDeletesAndOnRefusalsToo() {
    put("/v1/kv/k", "one");
    delete("/v1/kv/k", "Idempotency-Key: d");
    put("/v1/kv/k", "two");
    Response deleted = delete("/v1/kv/k", "Idempotency-Key: d");
    assertThat(deleted.text()).isEqualTo("{\"deleted\":1,\"revision\":2}");
    assertThat(deleted.header("Idempotency-Replayed")).isEqualTo("true");
    String[] conditional = {"If-None-Match: *", "Idempotency-Key: c"};
    put("/v1/kv/k", "three", conditional).problem(412, "precondition-failed");
    delete("/v1/kv/k");
    Response refused = put("/v1/kv/k", "three", conditional);
    refused.problem(412, "precondition-failed");
    assertThat(refused.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void anAnswerWhoseValueIsNotKeptIsToldAgainWithoutIt() {
    Entry gone = new Entry("k", new byte[0], 1, 2, 2);
    engine.answerNextWrite(again(new Outcome.Stored(3, 1, 3, Optional.of(gone))));
    assertThat(put("/v1/kv/k?previous=true", "v").text())
        .isEqualTo(
            "{\"key\":\"k\",\"revision\":3,\"createRevision\":1,\"version\":3,\"previous\":"
                + "{\"key\":\"k\",\"createRevision\":1,\"modRevision\":2,\"version\":2}}");
    engine.answerNextWrite(again(new Outcome.ConditionFailed(Optional.of(gone))));
    Response refused = put("/v1/kv/k", "v", "If-None-Match: *");
    assertThat(refused.problem(412, "precondition-failed").path("current"))
        .hasToString("{\"key\":\"k\",\"createRevision\":1,\"modRevision\":2,\"version\":2}");
    assertThat(refused.header("ETag")).isEqualTo("\"2\"");
  }

  private static Submitted again(Outcome first) {
    return new Submitted.Applied(new Result(new Outcome.WithoutValue(first), 9, true));
  }

  @Test
  void anIdempotencyKeyOfAnotherRequestIs422() {
    put("/v1/kv/k", "one", "Idempotency-Key: once");
    put("/v1/kv/k", "two", "Idempotency-Key: once").problem(422, "idempotency-key-reused");
    delete("/v1/kv/k", "Idempotency-Key: once").problem(422, "idempotency-key-reused");
  }

  @Test
  void anIdempotencyKeyIs1To128VisibleAsciiCharacters() {
    assertThat(put("/v1/kv/k", "v", "Idempotency-Key: " + "!~".repeat(64)).status()).isEqualTo(201);
    put("/v1/kv/k", "v", "Idempotency-Key: " + "x".repeat(129)).blames("Idempotency-Key");
    put("/v1/kv/k", "v", "Idempotency-Key: two words").blames("Idempotency-Key");
    put("/v1/kv/k", "v", "Idempotency-Key: ").blames("Idempotency-Key");
    put("/v1/kv/k", "v", "Idempotency-Key: a", "Idempotency-Key: b").blames("Idempotency-Key");
    assertThat(engine.writes()).hasSize(1);
  }
}
