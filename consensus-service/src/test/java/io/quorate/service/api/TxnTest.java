package io.quorate.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import io.quorate.core.store.Request;
import io.quorate.core.store.Result;
import io.quorate.core.store.StepResult;
import io.quorate.service.engine.Submitted;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// `POST /v1/txn`, as the contract has it; `a` was stored by revisions 1 and 2, `b` by 3.
class TxnTest extends ApiTest {

  @BeforeEach
  void storeKeys() {
    put("/v1/kv/a", "one");
    put("/v1/kv/a", "two");
    put("/v1/kv/b", "three");
  }

  @Test
  void allOfItIsOneRevision() {
    Response done =
        post(
            "/v1/txn",
            """
            {"if":[{"key":"a","target":"value","op":"==","operand":"two"}],
             "then":[{"put":{"key":"a","value":"2"}},{"put":{"key":"c","value":"4"}},
                     {"delete":{"key":"b"}}],
             "else":[{"get":{"key":"a"}}]}
            """);
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.text())
        .isEqualTo(
            """
            {"succeeded":true,"revision":4,"results":[\
            {"put":{"key":"a","revision":4,"createRevision":1,"version":3}},\
            {"put":{"key":"c","revision":4,"createRevision":4,"version":1}},\
            {"delete":{"deleted":1}}]}\
            """);
    assertThat(done.header("Quorate-Revision")).isEqualTo("4");
    assertThat(done.header("Content-Type")).isEqualTo("application/json");
    assertThat(get("/v1/kv").body().path("items").findValuesAsString("value"))
        .containsExactly("2", "4");
  }

  @Test
  void otherwiseTheOtherSideIsDone() {
    assertThat(
            post(
                    "/v1/txn",
                    """
                    {"if":[{"key":"a","target":"exists","op":"==","operand":false}],
                     "then":[{"put":{"key":"a","value":"2"}}],
                     "else":[{"get":{"key":"a"}},{"get":{"key":"x"}}]}
                    """)
                .text())
        .isEqualTo(
            """
            {"succeeded":false,"revision":3,"results":[\
            {"get":{"key":"a","value":"two","createRevision":1,"modRevision":2,"version":2}},\
            {"get":null}]}\
            """);
  }

  @Test
  void nothingIsAskedAndNothingDone() {
    assertThat(post("/v1/txn", "{}").text())
        .isEqualTo("{\"succeeded\":true,\"revision\":3,\"results\":[]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"put":{"key":"a","value":"x"}}                   | {"put":{"key":"a","revision":4,"createRevision":1,"version":3}}
          {"put":{"key":"n","valueBase64":"/w=="}}          | {"put":{"key":"n","revision":4,"createRevision":4,"version":1}}
          {"put":{"key":"b","value":"x","previous":true}}   | {"put":{"key":"b","revision":4,"createRevision":3,"version":2,"previous":{"key":"b","value":"three","createRevision":3,"modRevision":3,"version":1}}}
          {"put":{"key":"n","value":"x","previous":true}}   | {"put":{"key":"n","revision":4,"createRevision":4,"version":1,"previous":null}}
          {"put":{"key":"n","value":"x","previous":false}}  | {"put":{"key":"n","revision":4,"createRevision":4,"version":1}}
          {"delete":{"key":"a"}}                            | {"delete":{"deleted":1}}
          {"delete":{"key":"n"}}                            | {"delete":{"deleted":0}}
          {"delete":{"prefix":"a"}}                         | {"delete":{"deleted":1}}
          {"delete":{"start":"a","end":"c"}}                | {"delete":{"deleted":2}}
          {"delete":{"prefix":"","all":true}}               | {"delete":{"deleted":2}}
          {"get":{"key":"b"}}                               | {"get":{"key":"b","value":"three","createRevision":3,"modRevision":3,"version":1}}
          {"get":{"key":"n"}}                               | {"get":null}
          {"get":{"prefix":"b"}}                            | {"get":{"count":1,"items":[{"key":"b","value":"three","createRevision":3,"modRevision":3,"version":1}]}}
          {"get":{"prefix":"","limit":1,"order":"desc","keysOnly":true}} | {"get":{"count":2,"items":[{"key":"b","createRevision":3,"modRevision":3,"version":1}]}}
          {"get":{"start":"a","end":"b","countOnly":true}}  | {"get":{"count":1,"items":[]}}
          {"get":{"start":"b","end":"a"}}                   | {"get":{"count":0,"items":[]}}
          {"txn":{"then":[{"get":{"key":"n"}}]}}            | {"txn":{"succeeded":true,"results":[{"get":null}]}}
          {"txn":{"if":[{"key":"n","target":"exists","op":"==","operand":true}],"else":[{"delete":{"key":"a"}}]}} | {"txn":{"succeeded":false,"results":[{"delete":{"deleted":1}}]}}
          """)
  void eachOperationHasItsResultUnderItsName(String op, String result) {
    Response done = post("/v1/txn", "{\"then\":[" + op + "]}");
    assertThat(done.status()).as(done.text()).isEqualTo(200);
    assertThat(done.body().path("results")).hasToString("[" + result + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a | value          | == | "two"  | true
          a | value          | == | "one"  | false
          a | value          | != | "one"  | true
          a | value          | <  | "twp"  | true
          a | value          | >  | "tw"   | true
          a | value          | >  | "two"  | false
          n | value          | == | ""     | false
          n | value          | != | ""     | true
          n | value          | <  | "z"    | false
          a | version        | == | 2      | true
          a | version        | >  | 2      | false
          n | version        | == | 0      | true
          a | createRevision | == | 1      | true
          a | createRevision | <  | 2      | true
          a | modRevision    | == | 2      | true
          a | modRevision    | != | 1      | true
          b | modRevision    | >  | 3      | false
          a | leaseId        | == | 0      | true
          a | leaseId        | >  | 0      | false
          a | exists         | == | true   | true
          a | exists         | != | true   | false
          n | exists         | == | false  | true
          n | exists         | != | false  | false
          """)
  void aConditionHoldsOrNot(String key, String target, String op, String operand, boolean holds) {
    String condition =
        "{\"key\":\"%s\",\"target\":\"%s\",\"op\":\"%s\",\"operand\":%s}"
            .formatted(key, target, op, operand);
    assertThat(succeeds(condition)).isEqualTo(holds);
  }

  @Test
  void aConditionOnAValueThatIsNoTextIsInBase64() {
    putJson("/v1/kv/n", "{\"valueBase64\":\"/wA=\"}");
    String condition =
        "{\"key\":\"n\",\"target\":\"value\",\"op\":\"%s\",\"operandBase64\":\"%s\"}";
    assertThat(succeeds(condition.formatted("==", "/wA="))).isTrue();
    assertThat(succeeds(condition.formatted(">", "fwA="))).as("bytes are unsigned").isTrue();
  }

  @Test
  void asMuchAsTheLimitsLetIsTaken() {
    String get = "{\"get\":{\"key\":\"a\"}}";
    String condition = "{\"key\":\"a\",\"target\":\"version\",\"op\":\">\",\"operand\":0}";
    String most =
        "{\"if\":[%s],\"then\":[%s]}"
            .formatted(
                String.join(",", Collections.nCopies(128, condition)),
                String.join(",", Collections.nCopies(128, get)));
    assertThat(post("/v1/txn", most).body().path("results").size()).isEqualTo(128);
    String deepest = "{\"then\":[{\"txn\":".repeat(7) + "{}" + "}]}".repeat(7);
    assertThat(post("/v1/txn", deepest).status()).isEqualTo(200);
    String put = "{\"put\":{\"key\":\"%s\",\"value\":\"" + "x".repeat(VALUE_LIMIT - 50) + "\"}}";
    String largest = "{\"then\":[" + put.formatted("a") + "," + put.formatted("b") + "]}";
    assertThat(post("/v1/txn", largest).status()).isEqualTo(200);
  }

  /// Of two sides of one transaction only one is done.
  @Test
  void aKeyMayBeWrittenOnEachSide() {
    String put = "{\"put\":{\"key\":\"n\",\"value\":\"x\"}}";
    String sides = "{\"then\":[%s],\"else\":[%s]}".formatted(put, put);
    assertThat(post("/v1/txn", sides).status()).isEqualTo(200);
    assertThat(post("/v1/txn", "{\"then\":[{\"txn\":" + sides + "}]}").status()).isEqualTo(200);
    String before = "{\"delete\":{\"start\":\"a\",\"end\":\"n\"}}";
    String after = "{\"delete\":{\"prefix\":\"n/\"}}";
    String neighbours = "{\"then\":[" + before + "," + put + "," + after + "]}";
    assertThat(post("/v1/txn", neighbours).status()).isEqualTo(200);
  }

  @Test
  void allConditionsHaveToHold() {
    String holds = "{\"key\":\"a\",\"target\":\"exists\",\"op\":\"==\",\"operand\":true}";
    String holdsNot = "{\"key\":\"a\",\"target\":\"exists\",\"op\":\"==\",\"operand\":false}";
    assertThat(succeeds(holds + "," + holds)).isTrue();
    assertThat(succeeds(holds + "," + holdsNot)).isFalse();
  }

  private boolean succeeds(String conditions) {
    Response done = post("/v1/txn", "{\"if\":[" + conditions + "]}");
    assertThat(done.status()).as(done.text()).isEqualTo(200);
    return done.body().path("succeeded").asBoolean();
  }

  @Test
  void anOperationSeesWhatThoseBeforeItHaveDone() {
    JsonNode results =
        post(
                "/v1/txn",
                """
                {"then":[{"put":{"key":"n","value":"new"}},{"get":{"key":"n"}},
                 {"txn":{"if":[{"key":"n","target":"value","op":"==","operand":"new"}],
                         "then":[{"delete":{"key":"b"}}]}},
                 {"get":{"prefix":"","keysOnly":true}}]}
                """)
            .body()
            .path("results");
    assertThat(results.path(1).path("get").path("modRevision").asInt()).isEqualTo(4);
    assertThat(results.path(2).path("txn").path("succeeded").asBoolean()).isTrue();
    assertThat(results.path(3).path("get").path("items").findValuesAsString("key"))
        .containsExactly("a", "n");
  }

  @Test
  void aLeaseThatIsNotThereIs404AndNothingIsDone() {
    post(
            "/v1/txn",
            """
            {"then":[{"put":{"key":"n","value":"x"}},
                     {"txn":{"then":[{"put":{"key":"m","value":"x","leaseId":9}}]}}]}
            """)
        .problem(404, "not-found");
    get("/v1/kv/n").problem(404, "not-found");
    assertThat(get("/v1/kv/a").header("Quorate-Revision")).isEqualTo("3");
  }

  @Test
  void aKeyIsPutWithALease() {
    engine.write(Request.of(new Operation.GrantLease(OptionalLong.of(9), 60)), Duration.ZERO);
    post("/v1/txn", "{\"then\":[{\"put\":{\"key\":\"n\",\"value\":\"x\",\"leaseId\":9}}]}");
    assertThat(get("/v1/kv/n").body().path("leaseId").asInt()).isEqualTo(9);
  }

  @Test
  void itIsAWriteAsAnyOther() {
    String txn = "{\"then\":[{\"put\":{\"key\":\"a\",\"value\":\"x\",\"previous\":true}}]}";
    Response first = post("/v1/txn", txn, "Idempotency-Key: t");
    Response again = post("/v1/txn", txn, "Idempotency-Key: t");
    assertThat(again.text()).isEqualTo(first.text()).contains("\"value\":\"two\"");
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.header("Quorate-Revision")).isEqualTo("4");
    post("/v1/txn", "{}", "Idempotency-Key: t").problem(422, "idempotency-key-reused");
    post("/v1/txn", txn, "Quorate-Fence: jobs=7").problem(412, "stale-fence");
    engine.answerNextWrite(new Submitted.Unknown());
    post("/v1/txn", txn).problem(504, "outcome-unknown");
    assertThat(get("/v1/kv/a").header("Quorate-Revision")).isEqualTo("4");
    get("/v1/txn").problem(405, "method-not-allowed");
  }

  @Test
  void anAnswerWhoseValuesAreNotKeptIsToldAgainWithoutThem() {
    Entry gone = new Entry("a", new byte[0], 1, 2, 2);
    var first = new Outcome.Transacted(true, 3, List.of(new StepResult.Found(Optional.of(gone))));
    engine.answerNextWrite(
        new Submitted.Applied(new Result(new Outcome.WithoutValue(first), 9, true)));
    assertThat(post("/v1/txn", "{\"then\":[{\"get\":{\"key\":\"a\"}}]}").text())
        .isEqualTo(
            """
            {"succeeded":true,"revision":3,"results":[\
            {"get":{"key":"a","createRevision":1,"modRevision":2,"version":2}}]}\
            """);
  }
}
