package io.quorate.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.service.engine.MemoryRegisters;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// `/v1/registers`, on registers that are real but for the network.
class RegistersTest extends ApiTest {
  /// For those who answer to have answered, on a busy machine too; the test waits so long.
  private static final String LONG_ENOUGH = "Quorate-Timeout-Ms: 2000";

  @Autowired MemoryRegisters memory;

  @AfterEach
  void mend() {
    memory.mend();
  }

  @Test
  void whatIsWrittenIsRead() {
    Response put = putJson("/v1/registers/app/x", "{\"value\": \"v\"}");
    assertThat(put.status()).isEqualTo(200);
    assertThat(put.body().get("key").asString()).isEqualTo("app/x");
    assertThat(put.body().get("tag").get("counter").asLong()).isEqualTo(1);
    assertThat(put.body().get("tag").get("writer").asString()).startsWith("a.");
    assertThat(put.body().get("acks").size()).isGreaterThanOrEqualTo(2);
    assertThat(put.body().get("voteShare").asDouble()).isGreaterThan(0.6);
    assertThat(put.body().get("writeShare").asDouble()).isEqualTo(2.0 / 3);
    assertThat(put.body().get("guarantee").asString()).isEqualTo("atomic");

    Response get = get("/v1/registers/app/x");
    assertThat(get.status()).isEqualTo(200);
    assertThat(get.body().get("value").asString()).isEqualTo("v");
    assertThat(get.body().get("tag")).isEqualTo(put.body().get("tag"));
    assertThat(get.body().get("writeShare").asDouble()).isEqualTo(2.0 / 3);
    assertThat(get.body().get("votes").size()).isGreaterThanOrEqualTo(2);
    assertThat(get.body().get("repaired").isArray()).isTrue();
    assertThat(get("/v1/registers/app/x", "Accept: text/plain").text()).isEqualTo("v");
    assertThat(get("/v1/kv/app/x").status()).as("no key of the log").isEqualTo(404);
  }

  @Test
  void whatIsDeletedIsNotFound() {
    put("/v1/registers/gone", "v");
    Response deleted = delete("/v1/registers/gone");
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.body().get("tag").get("counter").asLong()).isEqualTo(2);
    assertThat(get("/v1/registers/gone").status()).isEqualTo(404);
  }

  @Test
  void guaranteesSayWhatWasUsed() {
    put("/v1/registers/level", "v");
    assertThat(guarantee("?consistency=one")).isEqualTo("eventual");
    assertThat(guarantee("?consistency=all")).isEqualTo("atomic");
    assertThat(guarantee("?r=1")).isEqualTo("eventual");
    assertThat(get("/v1/registers/level?consistency=most").status()).isEqualTo(400);
    assertThat(get("/v1/registers/level?r=4").status()).isEqualTo(400);
    assertThat(get("/v1/registers/level?r=1&consistency=one").status()).isEqualTo(400);
  }

  private String guarantee(String query) {
    return get("/v1/registers/level" + query).body().get("guarantee").asString();
  }

  @Test
  void withoutAQuorumNothingIsWritten() {
    memory.silence("b", "c");
    Response put = put("/v1/registers/alone", "v", LONG_ENOUGH);
    assertThat(put.status()).isEqualTo(503);
    assertThat(put.body().get("type").asString()).isEqualTo("/problems/no-quorum");
    assertThat(put.body().get("answered").toString()).isEqualTo("[\"a\"]");
    assertThat(get("/v1/registers/alone?consistency=one").status()).isEqualTo(404);
  }

  @Test
  void conditionsAreRefusedAndNotIgnored() {
    put("/v1/registers/guarded", "v");
    put("/v1/registers/guarded", "w", "If-None-Match: *").blames("If-None-Match");
    put("/v1/registers/guarded", "w", "If-Match: \"1\"").blames("If-Match");
    put("/v1/registers/guarded?previous=true", "w").blames("previous");
    get("/v1/registers/guarded?minRevision=1").blames("minRevision");
    assertThat(get("/v1/registers/guarded").body().get("value").asString()).isEqualTo("v");
  }

  @Test
  void aRawValueAndAnAbsentOneSayWhatTheyAreWorth() {
    put("/v1/registers/raw", "v");
    Response raw = get("/v1/registers/raw", "Accept: text/plain");
    assertThat(raw.header("Quorate-Tag")).startsWith("1.a.");
    assertThat(raw.header("Quorate-Guarantee")).isEqualTo("atomic");
    Response absent = get("/v1/registers/absent?consistency=one");
    assertThat(absent.status()).isEqualTo(404);
    assertThat(absent.header("Quorate-Guarantee")).isEqualTo("eventual");
  }

  @Test
  void aWriteThatMayHaveLandedIsUnknown() {
    memory.swallowWrites("b", "c");
    Response put = put("/v1/registers/maybe", "v", LONG_ENOUGH);
    assertThat(put.status()).isEqualTo(504);
    assertThat(put.body().get("type").asString()).isEqualTo("/problems/outcome-unknown");
    assertThat(put.body().get("acks").toString()).isEqualTo("[\"a\"]");
  }

  @Test
  void aRepeatedWriteIsDoneOnce() {
    String key = "Idempotency-Key: once-1";
    Response first = put("/v1/registers/once", "v", key);
    put("/v1/registers/once", "w");
    Response again = put("/v1/registers/once", "v", key);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.body().get("tag")).isEqualTo(first.body().get("tag"));
    assertThat(get("/v1/registers/once").body().get("value").asString()).isEqualTo("w");
    assertThat(put("/v1/registers/once", "other", key).status()).isEqualTo(422);
  }

  @Test
  void oneKeyOfOneRegisterIsForOneRequest() {
    String key = "Idempotency-Key: once-2";
    Response first = put("/v1/registers/kinds", "v", key);
    assertThat(delete("/v1/registers/kinds", key).status()).isEqualTo(422);
    assertThat(get("/v1/registers/kinds").body().get("tag")).isEqualTo(first.body().get("tag"));

    String deleting = "Idempotency-Key: once-3";
    Response deleted = delete("/v1/registers/kinds", deleting);
    assertThat(put("/v1/registers/kinds", "v", deleting).status()).isEqualTo(422);
    put("/v1/registers/kinds", "later");
    Response again = delete("/v1/registers/kinds", deleting);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.body().get("tag")).isEqualTo(deleted.body().get("tag"));
    assertThat(get("/v1/registers/kinds", "Accept: text/plain").text()).isEqualTo("later");
  }

  /// There is no log in which all registers could agree on it.
  @Test
  void atAnotherRegisterAKeyIsAnotherKey() {
    String key = "Idempotency-Key: once-4";
    put("/v1/registers/here", "v", key);
    Response there = put("/v1/registers/there", "w", key);
    assertThat(there.status()).isEqualTo(200);
    assertThat(there.body().get("tag").get("counter").asLong()).isEqualTo(1);
    assertThat(get("/v1/registers/here", "Accept: text/plain").text()).isEqualTo("v");
    assertThat(get("/v1/registers/there", "Accept: text/plain").text()).isEqualTo("w");
    assertThat(put("/v1/registers/here", "v", key).header("Idempotency-Replayed"))
        .isEqualTo("true");
  }

  @Test
  void aReadWithANumberToWriteToHasSoManyHoldIt() {
    memory.silence("b", "c");
    put("/v1/registers/back?r=1&w=1", "v");
    memory.mend();
    Response read = get("/v1/registers/back?r=3&w=3");
    assertThat(read.body().get("repaired").toString()).isEqualTo("[\"b\",\"c\"]");
    assertThat(read.body().get("voteShare").asDouble()).isEqualTo(1);
    assertThat(read.body().get("guarantee").asString()).isEqualTo("atomic");
    memory.silence("b", "c");
    assertThat(get("/v1/registers/back?r=1&w=2", LONG_ENOUGH).status()).isEqualTo(503);
  }

  @Test
  void requestsWithOneKeyAtOneTimeAreDoneOnce() {
    String key = "Idempotency-Key: crowd-1";
    List<CompletableFuture<Response>> crowd =
        IntStream.range(0, 16)
            .mapToObj(
                _ -> CompletableFuture.supplyAsync(() -> put("/v1/registers/crowd", "v", key)))
            .toList();
    assertThat(crowd.stream().map(one -> one.join().body().get("tag")).distinct()).hasSize(1);
  }

  @Test
  void aListSaysThatItIsEventual() {
    put("/v1/registers/list/b", "2");
    put("/v1/registers/list/a", "1");
    Response list = get("/v1/registers?prefix=list/");
    assertThat(list.body().get("guarantee").asString()).isEqualTo("eventual");
    assertThat(list.body().get("items").get(0).get("key").asString()).isEqualTo("list/a");
    assertThat(list.body().get("count").asInt()).isEqualTo(2);
    assertThat(list.body().has("cursor")).isFalse();
  }

  /// U+FFFD comes before U+10000 in UTF-8, and after it in Java's own order.
  @Test
  void aListIsInTheOrderOfBytesAndGoesOnWhereItEnded() {
    put("/v1/registers/order/%F0%90%80%80", "2");
    put("/v1/registers/order/%EF%BF%BD", "1");
    Response first = get("/v1/registers?prefix=order/&limit=1");
    assertThat(first.body().get("items").size()).isEqualTo(1);
    assertThat(first.body().get("items").get(0).get("value").asString()).isEqualTo("1");
    String cursor = first.body().get("cursor").asString();
    Response second = get("/v1/registers?prefix=order/&limit=1&cursor=" + cursor);
    assertThat(second.body().get("items").get(0).get("value").asString()).isEqualTo("2");
    assertThat(second.body().has("cursor")).isFalse();
    assertThat(get("/v1/registers?limit=1001").status()).isEqualTo(400);
    assertThat(get("/v1/registers?cursor=*").status()).isEqualTo(400);
  }
}
