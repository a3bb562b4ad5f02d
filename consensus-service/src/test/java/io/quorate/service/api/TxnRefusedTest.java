package io.quorate.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Transactions that are refused before anything is proposed.
class TxnRefusedTest extends ApiTest {

  @AfterEach
  void nothingWasProposed() {
    assertThat(engine.writes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                                              | body
          ``                                              | body
          {"then":[}                                      | body
          {"then":[],"then":[]}                           | body
          {"then":[]} 1                                   | body
          {"when":[]}                                     | when
          {"if":{}}                                       | if
          {"then":null}                                   | then
          {"else":"x"}                                    | else
          {"then":[7]}                                    | then[0]
          {"then":[{}]}                                   | then[0]
          {"then":[{"get":{"key":"a"},"put":{}}]}         | then[0]
          {"then":[{"post":{}}]}                          | then[0].post
          {"else":[{"put":7}]}                            | else[0].put
          {"then":[{"get":{"key":"a"}},{"get":{"key":""}}]} | then[1].get.key
          {"then":[{"put":{"value":"x"}}]}                | then[0].put.key
          {"then":[{"put":{"key":7,"value":"x"}}]}        | then[0].put.key
          {"then":[{"put":{"key":"","value":"x"}}]}       | then[0].put.key
          {"then":[{"put":{"key":"a\\n","value":"x"}}]}   | then[0].put.key
          {"then":[{"put":{"key":"\\ud800","value":"x"}}]} | then[0].put.key
          {"then":[{"put":{"key":"a"}}]}                  | then[0].put.value
          {"then":[{"put":{"key":"a","value":7}}]}        | then[0].put.value
          {"then":[{"put":{"key":"a","value":"\\udfff"}}]} | then[0].put.value
          {"then":[{"put":{"key":"a","valueBase64":"*"}}]} | then[0].put.valueBase64
          {"then":[{"put":{"key":"a","value":"x","valueBase64":"eA=="}}]} | then[0].put.valueBase64
          {"then":[{"put":{"key":"a","value":"x","leaseId":0}}]}   | then[0].put.leaseId
          {"then":[{"put":{"key":"a","value":"x","leaseId":"1"}}]} | then[0].put.leaseId
          {"then":[{"put":{"key":"a","value":"x","previous":1}}]}  | then[0].put.previous
          {"then":[{"put":{"key":"a","value":"x","prefix":"a"}}]}  | then[0].put.prefix
          {"then":[{"delete":{}}]}                        | then[0].delete.key
          {"then":[{"delete":{"key":"a","prefix":"a"}}]}  | then[0].delete.key
          {"then":[{"delete":{"prefix":"a","start":"a"}}]} | then[0].delete.prefix
          {"then":[{"delete":{"prefix":""}}]}             | then[0].delete.all
          {"then":[{"delete":{"prefix":"a","limit":1}}]}  | then[0].delete.limit
          {"then":[{"get":{}}]}                           | then[0].get.key
          {"then":[{"get":{"prefix":"a","limit":0}}]}     | then[0].get.limit
          {"then":[{"get":{"prefix":"a","limit":1001}}]}  | then[0].get.limit
          {"then":[{"get":{"prefix":"a","order":"up"}}]}  | then[0].get.order
          {"then":[{"get":{"key":"a","keysOnly":true}}]}  | then[0].get.keysOnly
          {"then":[{"get":{"prefix":"a","revision":1}}]}  | then[0].get.revision
          {"then":[{"txn":{"then":[{"txn":{"else":[{"put":{"key":"a"}}]}}]}}]} | then[0].txn.then[0].txn.else[0].put.value
          {"if":[{}]}                                     | if[0].key
          {"if":[{"key":"a","op":"==","operand":"x"}]}    | if[0].target
          {"if":[{"key":"a","target":"size","op":"==","operand":"x"}]}  | if[0].target
          {"if":[{"key":"a","target":"value","operand":"x"}]}           | if[0].op
          {"if":[{"key":"a","target":"value","op":"=","operand":"x"}]}  | if[0].op
          {"if":[{"key":"a","target":"value","op":"=="}]}               | if[0].operand
          {"if":[{"key":"a","target":"value","op":"==","operand":1}]}   | if[0].operand
          {"if":[{"key":"a","target":"value","op":"==","operandBase64":"*"}]} | if[0].operandBase64
          {"if":[{"key":"a","target":"version","op":"==","operand":"1"}]} | if[0].operand
          {"if":[{"key":"a","target":"version","op":"==","operand":-1}]} | if[0].operand
          {"if":[{"key":"a","target":"version","op":"==","operandBase64":"eA=="}]} | if[0].operandBase64
          {"if":[{"key":"a","target":"exists","op":"==","operand":1}]}  | if[0].operand
          {"if":[{"key":"a","target":"exists","op":"<","operand":true}]} | if[0].op
          {"if":[{"key":"a","target":"exists","op":"==","operand":true,"x":1}]} | if[0].x
          """)
  void whatIsWrongIsBlamedUnderItsPath(String body, String path) {
    post("/v1/txn", body).blames(path);
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    Response refused =
        post(
            "/v1/txn",
            """
            {"if":[{"key":"a","target":"x","op":"==","operand":1}],
             "then":[{"get":{"key":"a"}},{"put":{"key":"a","value":1}}],"other":1}
            """);
    assertThat(refused.problem(400, "invalid-request").path("errors").findValuesAsString("field"))
        .containsExactly("if[0].target", "then[1].put.value", "other");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"put":{"key":"a","value":"1"}},{"put":{"key":"a","value":"2"}}    | then[1].put
          {"put":{"key":"a","value":"1"}},{"delete":{"key":"a"}}             | then[1].delete
          {"delete":{"key":"a"}},{"put":{"key":"a","value":"1"}}             | then[1].put
          {"delete":{"key":"a"}},{"delete":{"key":"a"}}                      | then[1].delete
          {"put":{"key":"a/1","value":"1"}},{"delete":{"prefix":"a/"}}       | then[1].delete
          {"delete":{"start":"a","end":"c"}},{"put":{"key":"b","value":"1"}} | then[1].put
          {"delete":{"prefix":"a"}},{"delete":{"start":"a","end":"b"}}       | then[1].delete
          {"put":{"key":"a","value":"1"}},{"txn":{"else":[{"put":{"key":"a","value":"1"}}]}} | then[1].txn.else[0].put
          {"txn":{"then":[{"put":{"key":"a","value":"1"}}]}},{"put":{"key":"a","value":"1"}} | then[1].put
          {"txn":{"else":[{"put":{"key":"a","value":"1"}},{"delete":{"key":"a"}}]}}          | then[0].txn.else[1].delete
          """)
  void aKeyThatIsWrittenTwiceIs400(String ops, String path) {
    assertThat(post("/v1/txn", "{\"then\":[" + ops + "]}").blames(path)).contains("writes a key");
  }

  @Test
  void moreOperationsThan128Are413() {
    String get = "{\"get\":{\"key\":\"a\"}}";
    limited("{\"then\":[" + times(129, get) + "]}", 128);
    limited("{\"then\":[" + times(64, get) + "],\"else\":[" + times(65, get) + "]}", 128);
    limited("{\"then\":[{\"txn\":{\"else\":[" + times(128, get) + "]}}]}", 128);
  }

  @Test
  void moreConditionsThan128Are413() {
    String condition = "{\"key\":\"a\",\"target\":\"exists\",\"op\":\"==\",\"operand\":true}";
    limited("{\"if\":[" + times(129, condition) + "]}", 128);
    String inner = "{\"txn\":{\"if\":[" + times(64, condition) + "]}}";
    limited("{\"if\":[" + condition + "],\"then\":[" + times(2, inner) + "]}", 128);
  }

  @Test
  void deeperThan8Is413() {
    limited("{\"then\":[{\"txn\":".repeat(8) + "{}" + "}]}".repeat(8), 8);
  }

  @Test
  void moreBytesThanTheLimitAre413() {
    String put = "{\"put\":{\"key\":\"%s\",\"value\":\"" + "x".repeat(VALUE_LIMIT) + "\"}}";
    limited(
        "{\"then\":[" + put.formatted("a") + "," + put.formatted("b") + "]}", TRANSACTION_LIMIT);
    limited("{\"then\":[" + " ".repeat(60_000) + "]}", TRANSACTION_LIMIT);
    limited("{\"then\":[" + " ".repeat(2_000_000) + "]}", TRANSACTION_LIMIT);
  }

  @Test
  void aKeyOrValueOverItsLimitIs413() {
    String key = "x".repeat(KEY_LIMIT + 1);
    limited("{\"then\":[{\"get\":{\"key\":\"" + key + "\"}}]}", KEY_LIMIT);
    limited("{\"then\":[{\"get\":{\"prefix\":\"" + key + "\"}}]}", KEY_LIMIT);
    limited(
        "{\"if\":[{\"key\":\"" + key + "\",\"target\":\"exists\",\"op\":\"==\",\"operand\":true}]}",
        KEY_LIMIT);
    String value = "x".repeat(VALUE_LIMIT + 1);
    limited("{\"then\":[{\"put\":{\"key\":\"a\",\"value\":\"" + value + "\"}}]}", VALUE_LIMIT);
  }

  private void limited(String body, int limit) {
    JsonNode problem = post("/v1/txn", body).problem(413, "too-large");
    assertThat(problem.path("limit").asInt()).as(problem.toString()).isEqualTo(limit);
  }

  private static String times(int count, String one) {
    return String.join(",", Collections.nCopies(count, one));
  }
}
