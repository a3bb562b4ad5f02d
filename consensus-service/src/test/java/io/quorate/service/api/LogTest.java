package io.quorate.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.paxos.Decree;
import io.quorate.core.quorum.QuorumText;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.store.Condition;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Request;
import io.quorate.core.store.RequestCodec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// `GET /v1/cluster/log`, as replica `a` of three serves it.
class LogTest extends ApiTest {
  private static final Decree PUT_X =
      batch(new Operation.Put("x", "one".getBytes(UTF_8), new Condition.None(), false));
  private static final Decree DELETE_X = batch(new Operation.Delete("x", new Condition.Present()));

  @Test
  void aSlotIsChosenOnceAWriteQuorumHoldsIt() {
    cluster.voted(vote(1, 4, PUT_X));
    cluster.voted("b", vote(1, 4, PUT_X));
    cluster.voted("c");
    assertThat(get("/v1/cluster/log/1").text())
        .isEqualTo(
            """
            {"slot":1,"ballot":{"round":4,"replica":"a"},"chosen":true,\
            "decree":{"type":"batch","time":"1970-01-01T00:00:01Z","count":1,"bytes":%d,\
            "commands":[{"op":"put","key":"x","valueBytes":3,"conditional":false}]},\
            "votes":{"a":1,"b":1,"c":0},"acceptedBy":["a","b"],"unreachable":[],\
            "voteShare":0.6666666666666666,"writeShare":0.6666666666666666}\
            """
                .formatted(((Decree.Batch) PUT_X).encoded().length));
  }

  @Test
  void oneVoteOfThreeIsNotEnough() {
    cluster.voted(vote(1, 4, DELETE_X));
    cluster.voted("b");
    JsonNode slot = get("/v1/cluster/log/1").body();
    assertThat(slot.path("chosen").asBoolean()).isFalse();
    assertThat(slot.path("voteShare").asDouble()).isEqualTo(1.0 / 3);
    assertThat(slot.path("votes")).hasToString("{\"a\":1,\"b\":0}");
    assertThat(slot.path("unreachable")).hasToString("[\"c\"]");
    assertThat(slot.path("decree").path("commands"))
        .hasToString("[{\"op\":\"delete\",\"key\":\"x\",\"conditional\":true}]");
  }

  /// The case of Paxos Made Simple, section 2.3, in which counting decrees instead of ballots would
  /// be wrong: ballot 2 of another decree may still overrule both votes.
  @Test
  void votesOfDifferentBallotsMakeNoQuorumTogether() {
    cluster.voted(vote(1, 1, PUT_X));
    cluster.voted("b", vote(1, 3, PUT_X));
    cluster.voted("c", vote(1, 2, DELETE_X));
    JsonNode slot = get("/v1/cluster/log/1").body();
    assertThat(slot.path("chosen").asBoolean()).isFalse();
    assertThat(slot.path("acceptedBy")).hasToString("[\"b\"]");
    assertThat(slot.path("ballot").path("round").asInt()).isEqualTo(3);
  }

  @Test
  void onceChosenTheVotesOfAllBallotsForTheDecreeCount() {
    engine.chosenUpTo(1);
    cluster.voted(vote(1, 1, PUT_X));
    cluster.voted("b", vote(1, 3, PUT_X));
    cluster.voted("c", vote(1, 2, PUT_X));
    JsonNode slot = get("/v1/cluster/log/1").body();
    assertThat(slot.path("chosen").asBoolean()).isTrue();
    assertThat(slot.path("voteShare").asDouble()).isEqualTo(1);
  }

  /// Slot 1 changes the system from majority to one that one member writes alone, and slot 4 back.
  @Test
  void aSlotIsCountedByTheSystemThatDecidedIt() {
    putSystem("flexible(3, 1)");
    put("/v1/kv/x", "1");
    put("/v1/kv/x", "2");
    putSystem("majority");
    put("/v1/kv/x", "3");
    for (int slot = 1; slot <= 5; slot++) {
      cluster.voted(vote(slot, 1, PUT_X));
    }
    engine.chosenUpTo(5);
    assertThat(shares("writeShare")).containsExactly(2.0 / 3, 1.0 / 3, 1.0 / 3, 2.0 / 3, 2.0 / 3);
    assertThat(get("/v1/cluster/log/2").body().path("writeShare").asDouble()).isEqualTo(1.0 / 3);
  }

  @Test
  void weightsCountAsTheyWereThen() {
    putSystem("weighted(a=3, b=1, c=1; read=3, write=3)");
    put("/v1/kv/x", "1");
    putSystem("majority");
    for (int slot = 1; slot <= 3; slot++) {
      cluster.voted(vote(slot, 1, PUT_X));
    }
    engine.chosenUpTo(3);
    assertThat(shares("voteShare")).containsExactly(1.0 / 3, 3.0 / 5, 1.0 / 3);
  }

  /// Two of three have voted for it: enough for the old system, not for the one that is to be. What
  /// is proposed above it needs both, too.
  @Test
  void aChangeThatIsUnderWayNeedsBothSystems() {
    Decree change = change("flexible(1, 3; a b c)");
    cluster.voted(vote(1, 4, change));
    cluster.voted(vote(2, 4, new Decree.NoOp()));
    cluster.voted("b", vote(1, 4, change), vote(2, 4, new Decree.NoOp()));
    JsonNode items = get("/v1/cluster/log").body().path("items");
    assertThat(items.findValues("chosen")).hasToString("[false, false]");
    assertThat(items.findValues("writeShare")).hasToString("[1.0, 1.0]");
    assertThat(get("/v1/cluster").body().path("quorum").path("definition").asString())
        .as("in force until the change is chosen")
        .isEqualTo("majority(a b c)");

    cluster.voted("c", vote(1, 4, change));
    assertThat(get("/v1/cluster/log/1").body().path("chosen").asBoolean()).isTrue();
  }

  @Test
  void aChangeThatOnlyPeersHoldNeedsBothSystems() {
    Decree change = change("flexible(1, 3; a b c)");
    cluster.voted("b", vote(1, 4, change));
    cluster.voted("c", vote(1, 4, change));
    assertThat(get("/v1/cluster/log/1").body().path("chosen").asBoolean()).isFalse();
  }

  private void putSystem(String system) {
    assertThat(put("/v1/cluster/quorum", "{\"system\":\"" + system + "\"}").status())
        .isEqualTo(200);
  }

  private static Decree change(String system) {
    var to = new Operation.ChangeQuorums(QuorumText.parse(system));
    return RequestCodec.change((Decree.Batch) batch(to));
  }

  private List<Double> shares(String name) {
    return get("/v1/cluster/log?from=1").body().path("items").findValues(name).stream()
        .map(JsonNode::asDouble)
        .toList();
  }

  @Test
  void aDecreeThatOnlyPeersHoldIsCountedButNotShown() {
    cluster.voted("b", vote(1, 4, PUT_X));
    cluster.voted("c", vote(1, 4, PUT_X));
    JsonNode slot = get("/v1/cluster/log/1").body();
    assertThat(slot.path("chosen").asBoolean()).isTrue();
    assertThat(slot.path("acceptedBy")).hasToString("[\"b\",\"c\"]");
    assertThat(slot.get("decree").isNull()).isTrue();
  }

  @Test
  void aPageIsTheNewestSlotsUnlessTheCallerSaysWhereToBegin() {
    for (int slot = 1; slot <= 30; slot++) {
      cluster.voted(vote(slot, 1, new Decree.NoOp()));
    }
    engine.chosenUpTo(30);
    assertThat(slots(get("/v1/cluster/log"))).hasSize(20).startsWith(11L).endsWith(30L);
    assertThat(slots(get("/v1/cluster/log?limit=2"))).containsExactly(29L, 30L);
    assertThat(slots(get("/v1/cluster/log?from=7&limit=3"))).containsExactly(7L, 8L, 9L);
    assertThat(slots(get("/v1/cluster/log?from=29"))).containsExactly(29L, 30L);
    assertThat(slots(get("/v1/cluster/log?from=31"))).isEmpty();
    JsonNode page = get("/v1/cluster/log?limit=1").body();
    assertThat(page.path("from").asLong()).isEqualTo(30);
    assertThat(page.path("chosenSlot").asLong()).isEqualTo(30);
    assertThat(page.path("items").get(0).path("decree").path("type").asString()).isEqualTo("noop");
  }

  @Test
  void noVoteIsMissedWhenTheStoreGivesFewerThanAsked() {
    for (int slot = 1; slot <= 30; slot++) {
      cluster.voted(vote(slot, 1, new Decree.NoOp()));
    }
    cluster.votesAtOnce(3);
    assertThat(slots(get("/v1/cluster/log?from=5&limit=20"))).hasSize(20).endsWith(24L);
  }

  @Test
  void anEmptyLogIsAnEmptyPage() {
    assertThat(get("/v1/cluster/log").text())
        .isEqualTo("{\"from\":1,\"chosenSlot\":0,\"items\":[]}");
  }

  @Test
  void aSlotWithoutVotesIs404() {
    get("/v1/cluster/log/7").problem(404, "not-found");
    get("/v1/cluster/log/0").problem(404, "not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "?from=0,from",
    "?from=x,from",
    "?limit=0,limit",
    "?limit=101,limit",
    "?limit=x,limit",
    "/x,slot",
    "/-1,slot",
    "/9007199254740992,slot"
  })
  void aBadNumberIs400(String path, String blamed) {
    get("/v1/cluster/log" + path).blames(blamed);
  }

  private static List<Long> slots(Response response) {
    return response.body().path("items").findValues("slot").stream().map(JsonNode::asLong).toList();
  }

  private static AcceptedDecree vote(long slot, long round, Decree decree) {
    return new AcceptedDecree(slot, new Ballot(round, new ReplicaId("a")), decree);
  }

  private static Decree batch(Operation operation) {
    byte[] body = RequestCodec.encode(Request.of(operation));
    return Decree.Batch.of(1_000, List.of(new Command(new CommandId(1, 1), 1, 0, body)));
  }
}
