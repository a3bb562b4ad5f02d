package io.quorate.service.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.keyspace.Retention;
import io.quorate.core.paxos.Message;
import io.quorate.core.paxos.Recovered;
import io.quorate.core.store.Condition;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import io.quorate.core.store.Request;
import io.quorate.core.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Three engines that agree, with real threads.
class ReplicaEngineTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static Request put(String key, String value) {
    return Request.of(new Operation.Put(key, value.getBytes(UTF_8), new Condition.None(), false));
  }

  private static Submitted eventually(ReplicaEngine engine, Request request) {
    Submitted outcome = engine.write(request, PATIENCE);
    while (outcome instanceof Submitted.Rejected) {
      outcome = engine.write(request, PATIENCE);
    }
    return outcome;
  }

  private static Optional<String> get(ReplicaEngine engine, String key) {
    Answer<Optional<Entry>> answer =
        engine.read(new Consistency.Linearizable(), PATIENCE, store -> store.get(key));
    return ((Answer.Found<Optional<Entry>>) answer)
        .value()
        .map(entry -> new String(entry.value(), UTF_8));
  }

  @Test
  void aWriteAtOneReplicaIsReadAtEveryOther() {
    try (MemoryCluster cluster = new MemoryCluster(EngineSettings.defaults(), "a", "b", "c")) {
      for (String id : List.of("a", "b", "c")) {
        Submitted written = eventually(cluster.engine(id), put("from/" + id, "hello"));
        assertThat(written)
            .isInstanceOfSatisfying(
                Submitted.Applied.class,
                applied ->
                    assertThat(applied.result().outcome()).isInstanceOf(Outcome.Stored.class));
        for (String other : List.of("a", "b", "c")) {
          assertThat(get(cluster.engine(other), "from/" + id)).contains("hello");
        }
      }
    }
  }

  @Test
  void aReadOfALaterRevisionIsToldHowFarThisReplicaIs() {
    try (LoneEngine one = new LoneEngine(LoneEngine.VOTER)) {
      Answer<Long> answer =
          one.engine.read(new Consistency.AtLeast(7), Duration.ofMillis(1), Store::revision);
      assertThat(answer)
          .isEqualTo(
              new Answer.Refused<>(
                  new Refusal(
                      Refusal.Kind.NOT_READY,
                      "this replica has applied up to revision 0; revision 7 did not come within"
                          + " 1 ms")));
    }
  }

  @Test
  void aStoreThatDoesNotVoteIsNotEvenReadStale() {
    try (LoneEngine newcomer = new LoneEngine(Recovered.nothing())) {
      Answer<Long> answer =
          newcomer.engine.read(new Consistency.Stale(), PATIENCE, Store::revision);
      assertThat(answer)
          .isInstanceOfSatisfying(
              Answer.Refused.class,
              refused -> assertThat(refused.refusal().kind()).isEqualTo(Refusal.Kind.NOT_READY));
    }
  }

  @Test
  void theClusterGoesOnWithoutItsLeader() {
    try (MemoryCluster cluster = new MemoryCluster(EngineSettings.defaults(), "a", "b", "c")) {
      eventually(cluster.engine("a"), put("k", "1"));
      String leader = cluster.engine("a").view().status().leader().orElseThrow().value();
      List<String> others =
          List.of("a", "b", "c").stream().filter(id -> !id.equals(leader)).toList();

      cluster.cutOff(leader);

      assertThat(eventually(cluster.engine(others.get(0)), put("k", "2")))
          .isInstanceOf(Submitted.Applied.class);
      assertThat(get(cluster.engine(others.get(1)), "k")).contains("2");

      cluster.heal();
      assertThat(get(cluster.engine(leader), "k")).contains("2");
    }
  }

  @Test
  void withoutAQuorumNothingIsProposedAndTheCallerIsToldSo() {
    try (MemoryCluster cluster = new MemoryCluster(EngineSettings.defaults(), "a", "b", "c")) {
      eventually(cluster.engine("a"), put("k", "1"));
      String leader = cluster.engine("a").view().status().leader().orElseThrow().value();
      String lonely = leader.equals("a") ? "b" : "a";
      List.of("a", "b", "c").stream().filter(id -> !id.equals(lonely)).forEach(cluster::cutOff);

      Answer<Optional<Entry>> read =
          cluster
              .engine(lonely)
              .read(new Consistency.Linearizable(), Duration.ofMillis(50), store -> store.get("k"));

      assertThat(read)
          .isInstanceOfSatisfying(
              Answer.Refused.class,
              refused -> assertThat(refused.refusal().kind()).isEqualTo(Refusal.Kind.NO_QUORUM));
    }
  }

  @Test
  void aWriteThatNobodyProposedIsRejected() {
    try (MemoryCluster cluster = new MemoryCluster(EngineSettings.defaults(), "a", "b", "c")) {
      eventually(cluster.engine("a"), put("k", "1"));
      String leader = cluster.engine("a").view().status().leader().orElseThrow().value();
      String lonely = leader.equals("a") ? "b" : "a";
      eventually(cluster.engine(lonely), put("k", "2"));
      CompletableFuture<String> leaderless = new CompletableFuture<>();
      Stream.of("a", "b", "c").filter(id -> !id.equals(lonely)).forEach(cluster::cutOff);
      cluster.watch((sender, request) -> {
        if (sender.equals(lonely) && request instanceof Message.PreVote) {
          leaderless.complete(sender);
        }
      });
      leaderless.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();

      Submitted outcome = cluster.engine(lonely).write(put("k", "3"), Duration.ofMillis(50));

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Submitted.Rejected.class,
              rejected -> assertThat(rejected.refusal().kind()).isEqualTo(Refusal.Kind.NO_QUORUM));
    }
  }

  @Test
  void aWriteProposedByALeaderThatThenLostItsQuorumIsUnknown() {
    try (MemoryCluster cluster = new MemoryCluster(EngineSettings.defaults(), "a", "b", "c")) {
      eventually(cluster.engine("a"), put("k", "1"));
      String leader = cluster.engine("a").view().status().leader().orElseThrow().value();
      String follower = leader.equals("a") ? "b" : "a";
      eventually(cluster.engine(follower), put("k", "2"));
      // whoever proposes next is alone from then on, and so is everyone else
      cluster.watch((sender, request) -> {
        if (request instanceof Message.Accept) {
          List.of("a", "b", "c").forEach(cluster::cutOff);
        }
      });

      Submitted outcome = cluster.engine(follower).write(put("k", "3"), Duration.ofSeconds(2));

      assertThat(outcome).isInstanceOf(Submitted.Unknown.class);
    }
  }

  @Test
  void aFullQueueRefusesInsteadOfGrowing() {
    EngineSettings tiny =
        new EngineSettings(0, 1 << 20, 16, 1 << 20, 16, 2, 10, Retention.defaults());
    try (MemoryCluster cluster = new MemoryCluster(tiny, "a")) {
      // a lone replica needs a moment until it votes; refusals until then say NOT_READY
      Submitted outcome = cluster.engine("a").write(put("k", "1"), PATIENCE);
      while (outcome instanceof Submitted.Rejected(Refusal refusal)
          && refusal.kind() == Refusal.Kind.NOT_READY) {
        outcome = cluster.engine("a").write(put("k", "1"), PATIENCE);
      }
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Submitted.Rejected.class,
              rejected -> assertThat(rejected.refusal().kind()).isEqualTo(Refusal.Kind.OVERLOADED));
    }
  }

  @Test
  void leadershipIsHandedOver() {
    try (MemoryCluster cluster = new MemoryCluster(EngineSettings.defaults(), "a", "b", "c")) {
      eventually(cluster.engine("a"), put("k", "1"));
      String leader = cluster.engine("a").view().status().leader().orElseThrow().value();

      assertThat(cluster.engine(leader).handOver(PATIENCE)).isTrue();

      assertThat(cluster.engine(leader).view().status().leader())
          .hasValueSatisfying(now -> assertThat(now.value()).isNotEqualTo(leader));
      assertThat(eventually(cluster.engine(leader), put("k", "2")))
          .isInstanceOf(Submitted.Applied.class);
    }
  }

  @Test
  void manyCallersAtEveryReplicaAreEachAppliedOnce() throws Exception {
    int writes = 3_000;
    try (MemoryCluster cluster = new MemoryCluster(EngineSettings.defaults(), "a", "b", "c");
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      eventually(cluster.engine("a"), put("warm", "up"));
      List<CompletableFuture<Submitted>> all =
          IntStream.range(0, writes)
              .mapToObj(i ->
                  CompletableFuture.supplyAsync(
                      () ->
                          eventually(
                              cluster.engine(List.of("a", "b", "c").get(i % 3)),
                              put("k" + i % 100, "v" + i)),
                      callers))
              .toList();
      for (CompletableFuture<Submitted> one : all) {
        assertThat(one.get()).isInstanceOf(Submitted.Applied.class);
      }
      Answer<Long> revision =
          cluster.engine("b").read(new Consistency.Linearizable(), PATIENCE, store -> 0L);
      assertThat(((Answer.Found<Long>) revision).revision()).isEqualTo(writes + 1L);
    }
  }
}
