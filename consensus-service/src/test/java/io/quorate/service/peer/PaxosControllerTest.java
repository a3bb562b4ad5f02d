package io.quorate.service.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Input;
import io.quorate.core.paxos.Message;
import io.quorate.service.engine.Forwarding;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A person with curl talks to a replica.
class PaxosControllerTest {
  private static final String PREPARE =
      "{\"ballot\":{\"round\":3,\"replica\":\"a\"},\"chosenUpTo\":0}";
  private static final Ballot BALLOT = new Ballot(3, Samples.A);

  private static PeerServer server;
  private static Curl curl;

  @BeforeAll
  static void start() {
    server = new PeerServer(Duration.ofMillis(300));
    curl = new Curl(server.url());
  }

  @AfterAll
  static void stop() {
    server.close();
    curl.close();
  }

  @BeforeEach
  void forget() {
    server.engine.asked.clear();
    server.engine.forwarded.clear();
    server.engine.forwarders.clear();
    server.engine.met.clear();
    server.chosen.clear();
  }

  @Test
  void aPrepareIsAnsweredWithAPromise() throws Exception {
    server.engine.replies(
        new Message.Promise(
            BALLOT,
            6,
            Samples.QUORUMS,
            List.of(new AcceptedDecree(7, new Ballot(2, Samples.B), new Decree.NoOp()))));
    HttpResponse<String> response = curl.post("/paxos/prepare", PREPARE);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Curl.contentType(response)).startsWith("application/json");
    assertThat(response.body())
        .isEqualTo(
            Curl.fromB(
                """
                {"type":"promise","ballot":{"round":3,"replica":"a"},"chosenUpTo":6,\
                "quorums":"majority(a b c)","accepted":\
                [{"slot":7,"ballot":{"round":2,"replica":"b"},"decree":{"type":"noop"}}]}\
                """));
    assertThat(server.engine.asked)
        .containsExactly(
            new FakeEngine.Asked(
                new Input.Sender(Samples.A, 0x9f61), new Message.Prepare(BALLOT, 0)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "hello|{}|Hello[]",
        "prevote|{\"ballot\":{\"round\":3,\"replica\":\"a\"},\"chosenUpTo\":4}|PreVote[ballot=3.a, chosenUpTo=4]",
        "prepare|{\"ballot\":{\"round\":3,\"replica\":\"a\"},\"chosenUpTo\":4}|Prepare[ballot=3.a, chosenUpTo=4]",
        "accept|{\"ballot\":{\"round\":3,\"replica\":\"a\"},\"firstSlot\":5,\"decrees\":[{\"type\":\"noop\"}],\"chosenUpTo\":4}|Accept[ballot=3.a, firstSlot=5, decrees=[NoOp[]], chosenUpTo=4]",
        "learn|{\"ballot\":{\"round\":3,\"replica\":\"a\"},\"chosenUpTo\":4,\"confirmation\":0}|Learn[ballot=3.a, chosenUpTo=4, confirmation=0]",
        "read-index|{\"promised\":{\"round\":3,\"replica\":\"b\"},\"question\":8}|ReadIndex[promised=3.b, question=8]",
        "take-over|{\"ballot\":{\"round\":3,\"replica\":\"a\"}}|TakeOver[ballot=3.a]",
      })
  void everyRequestHasItsRoute(String route, String message, String request) throws Exception {
    server.engine.replies(new Message.Welcome());
    assertThat(curl.post("/paxos/" + route, message).statusCode()).isEqualTo(200);
    assertThat(server.engine.asked).hasSize(1);
    assertThat(server.engine.asked.element().request()).hasToString(request);
  }

  @Test
  void aRefusedPromiseIsAConflictWithThePromisedBallot() throws Exception {
    server.engine.replies(new Message.Refused(BALLOT, new Ballot(4, Samples.B)));
    HttpResponse<String> response = curl.post("/paxos/prepare", PREPARE);
    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(Curl.contentType(response)).startsWith("application/problem+json");
    assertThat(response.body())
        .contains("\"type\":\"/problems/promise-refused\"", "\"status\":409")
        .contains("\"promised\":{\"round\":4,\"replica\":\"b\"}")
        .contains("\"message\":{\"type\":\"refused\"");
  }

  @Test
  void anotherStoreIsAConflict() throws Exception {
    server.engine.replies(new Message.Stranger(0xabcd));
    HttpResponse<String> response = curl.post("/paxos/hello", "{}");
    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.body()).contains("/problems/other-store", "\"incarnation\":\"abcd\"");
  }

  @Test
  void notNowIsUnavailable() throws Exception {
    server.engine.replies(new Message.NotNow("this replica does not lead"));
    HttpResponse<String> response =
        curl.post(
            "/paxos/read-index", "{\"promised\":{\"round\":3,\"replica\":\"a\"},\"question\":1}");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(response.body()).contains("\"detail\":\"this replica does not lead\"");
  }

  @Test
  void anEngineThatDoesNotAnswerIsUnavailable() throws Exception {
    server.engine.reply = new CompletableFuture<>();
    assertThat(curl.post("/paxos/prepare", PREPARE).statusCode()).isEqualTo(503);
    server.engine.reply = CompletableFuture.failedFuture(new IllegalStateException("fenced"));
    assertThat(curl.post("/paxos/prepare", PREPARE).statusCode()).isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "6f9619ff|00000000|cluster-mismatch|00000000-8b86-4011-b42d-00c04fc964ff, b is of cluster 6f9619ff",
        "\"configuration\":1|\"configuration\":2|configuration-mismatch|configuration 2, b is of configuration 1",
        "\"sender\":\"a\"|\"sender\":\"x\"|not-a-member|x is not a member of the cluster of b",
        "\"sender\":\"a\"|\"sender\":\"b\"|same-replica|says it is b",
      })
  void aMismatchIsAConflictThatNamesBothSidesAndChangesNothing(
      String good, String bad, String problem, String detail) throws Exception {
    byte[] body = Curl.fromA(PREPARE).replace(good, bad).getBytes(UTF_8);
    HttpResponse<String> response = curl.post("/paxos/prepare", "application/json", body);
    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(Curl.contentType(response)).startsWith("application/problem+json");
    assertThat(response.body()).contains("/problems/" + problem, detail);
    byte[] commands = Curl.fromA("{\"commands\":[]}").replace(good, bad).getBytes(UTF_8);
    assertThat(curl.post("/paxos/forward", "application/json", commands).statusCode())
        .isEqualTo(409);
    assertThat(server.engine.asked).isEmpty();
    assertThat(server.engine.forwarded).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "prepare|{\"ballot\":{\"round\":-3,\"replica\":\"a\"},\"chosenUpTo\":0}|message.ballot.round",
        "prepare|{\"ballot\":{\"round\":0,\"replica\":\"a\"},\"chosenUpTo\":0}|message.ballot.round",
        "prepare|{\"ballot\":{\"round\":3,\"replica\":\"c\"},\"chosenUpTo\":0}|message.ballot.replica",
        "prepare|{\"ballot\":{\"round\":3,\"replica\":\"a\"},\"chosenUpTo\":0,\"x\":1}|message.x",
        "prepare|{\"ballot\":{\"round\":3,\"replica\":\"a\"}}|message.chosenUpTo",
        "prepare|not json|body",
        "accept|{\"ballot\":{\"round\":3,\"replica\":\"a\"},\"firstSlot\":0,\"decrees\":[{\"type\":\"noop\"}],\"chosenUpTo\":4}|message.firstSlot",
        "accept|{\"ballot\":{\"round\":3,\"replica\":\"a\"},\"firstSlot\":1,\"decrees\":[],\"chosenUpTo\":4}|message.decrees",
      })
  void whatIsNoMessageIsRefusedByName(String route, String message, String field) throws Exception {
    HttpResponse<String> response = curl.post("/paxos/" + route, message);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Curl.contentType(response)).startsWith("application/problem+json");
    assertThat(response.body())
        .contains("\"type\":\"/problems/invalid-request\"", "\"errors\":[{")
        .contains("\"field\":\"" + field + "\"");
    assertThat(server.engine.asked).isEmpty();
  }

  @Test
  void aBinaryMessageOnAnotherRouteIsRefused() throws Exception {
    byte[] hello =
        TestBytes.of(Samples.letterhead(Samples.A).says(new Message.Hello()), MessageCodec.REQUEST);
    HttpResponse<String> response = curl.post("/paxos/accept", MessageCodec.MEDIA_TYPE, hello);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("must be a Accept");
    assertThat(server.engine.asked).isEmpty();
  }

  @Test
  void brokenBinaryIsRefused() throws Exception {
    HttpResponse<String> response =
        curl.post("/paxos/accept", MessageCodec.MEDIA_TYPE, new byte[] {1, 2, 3});
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("/problems/invalid-request");
  }

  @Test
  void anotherContentTypeIsRefused() throws Exception {
    byte[] body = Curl.fromA(PREPARE).getBytes(UTF_8);
    assertThat(curl.post("/paxos/prepare", "text/plain", body).statusCode()).isEqualTo(415);
    assertThat(server.engine.asked).isEmpty();
  }

  @Test
  void aBodyOverTheLimitIsRefusedWhetherItSaysSoOrNot() throws Exception {
    byte[] large = new byte[PaxosController.MAX_BYTES + 1];
    HttpResponse<String> announced = curl.post("/paxos/accept", MessageCodec.MEDIA_TYPE, large);
    assertThat(announced.statusCode()).isEqualTo(413);
    assertThat(announced.body()).contains("\"limit\":" + PaxosController.MAX_BYTES);
    assertThat(curl.postChunked("/paxos/accept", MessageCodec.MEDIA_TYPE, large).statusCode())
        .isEqualTo(413);
  }

  @Test
  void forwardedCommandsAreAnsweredOnceChosen() throws Exception {
    server.engine.forwards(new Forwarding.Chosen(BALLOT, 9));
    HttpResponse<String> response =
        curl.post(
            "/paxos/forward",
            """
            {"commands":[{"id":"ff/1","settledBelow":0,"issuedAt":5,"request":{"operation":\
            {"type":"put","key":"k","value":"v"}}}]}\
            """);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains(
            "{\"type\":\"chosen\",\"ballot\":{\"round\":3,\"replica\":\"a\"},\"chosenUpTo\":9}");
    assertThat(server.engine.forwarded).hasSize(1);
    assertThat(server.engine.forwarded.element().getFirst().id()).hasToString("ff/1");
    assertThat(server.engine.forwarders).containsExactly(new Input.Sender(Samples.A, 0x9f61));
  }

  @Test
  void whatNoReplicaCouldApplyNeverReachesTheLog() throws Exception {
    HttpResponse<String> response =
        curl.post(
            "/paxos/forward",
            "{\"commands\":[{\"id\":\"ff/1\",\"settledBelow\":0,\"issuedAt\":5,\"bodyBase64\":\"AAAA\"}]}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("message.commands");
    assertThat(server.engine.forwarded).isEmpty();
  }

  @Test
  void forwardedCommandsThatWereNotTakenSaySo() throws Exception {
    server.engine.forwards(new Forwarding.NotLeading());
    assertThat(curl.post("/paxos/forward", "{\"commands\":[]}").statusCode()).isEqualTo(409);
    server.engine.forwards(new Forwarding.Stranger(0xabcd));
    HttpResponse<String> stranger = curl.post("/paxos/forward", "{\"commands\":[]}");
    assertThat(stranger.statusCode()).isEqualTo(409);
    assertThat(stranger.body()).contains("/problems/other-store", "\"incarnation\":\"abcd\"");
    server.engine.forwards(new Forwarding.Overloaded());
    assertThat(curl.post("/paxos/forward", "{\"commands\":[]}").statusCode()).isEqualTo(429);
    server.engine.forwarding = new CompletableFuture<>();
    HttpResponse<String> late = curl.post("/paxos/forward", "{\"commands\":[]}");
    assertThat(late.statusCode()).isEqualTo(504);
    assertThat(late.body()).contains("/problems/outcome-unknown");
  }

  @Test
  void aReplicaSaysWhereItStandsAndWhatItVotedFor() throws Exception {
    server.chosen.add(new AcceptedDecree(5, BALLOT, Decree.Batch.of(1, List.of())));
    HttpResponse<String> status = curl.get("/paxos/status");
    assertThat(Curl.contentType(status)).startsWith("application/json");
    assertThat(status.body())
        .isEqualTo(
            Curl.fromB(
                "{\"role\":\"leader\",\"chosenSlot\":12,\"appliedSlot\":11,\"revision\":9}"));
    assertThat(curl.get("/paxos/votes?from=5&limit=1").body())
        .contains(
            "\"votes\":[{\"slot\":5,\"ballot\":{\"round\":3,\"replica\":\"a\"},\"digest\":\"");
    assertThat(curl.get("/paxos/votes?limit=0").statusCode()).isEqualTo(400);
  }
}
