package io.quorate.service.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Message;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.QuorumText;
import io.quorate.core.store.Condition;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import io.quorate.core.store.Request;
import io.quorate.core.store.Result;
import io.quorate.core.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Three engines that agree on which quorum system they agree by.
class QuorumChangeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final List<String> ALL = List.of("a", "b", "c");
  private static final QuorumSystem WRITE_ONE = QuorumText.parse("flexible(3, 1; a b c)");
  private static final QuorumSystem WRITE_ALL = QuorumText.parse("flexible(1, 3; a b c)");
  private static final QuorumSystem MAJORITY = QuorumText.parse("majority(a b c)");

  private static Request to(QuorumSystem system) {
    return Request.of(new Operation.ChangeQuorums(system));
  }

  private static Request put(String key) {
    return Request.of(new Operation.Put(key, "v".getBytes(UTF_8), new Condition.None(), false));
  }

  private static Result applied(ReplicaEngine engine, Request request) {
    Submitted outcome = engine.write(request, PATIENCE);
    while (outcome instanceof Submitted.Rejected) {
      outcome = engine.write(request, PATIENCE);
    }
    return ((Submitted.Applied) outcome).result();
  }

  @Test
  void theSystemChangesWhicheverReplicaIsAsked() {
    try (MemoryCluster cluster = new MemoryCluster(EngineSettings.defaults(), "a", "b", "c")) {
      for (String id : ALL) {
        for (QuorumSystem system : List.of(WRITE_ONE, MAJORITY)) {
          Result changed = applied(cluster.engine(id), to(system));
          assertThat(changed.outcome())
              .isInstanceOfSatisfying(
                  Outcome.QuorumsChanged.class, now -> assertThat(now.quorums()).isEqualTo(system));
        }
      }
    }
  }

  @Test
  void oneOfThreeWritesAloneWhereThatIsTheRule() {
    try (MemoryCluster cluster = new MemoryCluster(EngineSettings.defaults(), "a", "b", "c")) {
      applied(cluster.engine("a"), to(WRITE_ONE));
      String leader = cluster.engine("a").view().status().leader().orElseThrow().value();
      ALL.stream().filter(id -> !id.equals(leader)).forEach(cluster::cutOff);

      Submitted alone = cluster.engine(leader).write(put("k"), PATIENCE);

      assertThat(alone).isInstanceOf(Submitted.Applied.class);
    }
  }

  @Test
  void writesAroundAChangeAllHappen() {
    try (MemoryCluster cluster = new MemoryCluster(EngineSettings.defaults(), "a", "b", "c")) {
      applied(cluster.engine("a"), put("first"));
      List<CompletableFuture<Result>> writes =
          IntStream.range(0, 300)
              .mapToObj(i ->
                  CompletableFuture.supplyAsync(
                      () ->
                          applied(
                              cluster.engine(ALL.get(i % 3)),
                              i % 50 == 7 ? to(i % 100 == 7 ? WRITE_ONE : MAJORITY) : put("k" + i)),
                      Thread::startVirtualThread))
              .toList();
      writes.forEach(one ->
          assertThat(one.join().outcome())
              .isInstanceOfAny(Outcome.Stored.class, Outcome.QuorumsChanged.class));
    }
  }

  @Test
  void othersMembersAreRefused() {
    try (MemoryCluster cluster = new MemoryCluster(EngineSettings.defaults(), "a", "b", "c")) {
      QuorumSystem two = QuorumText.parse("majority(a b)");
      assertThat(applied(cluster.engine("b"), to(two)).outcome())
          .isEqualTo(new Outcome.QuorumsRefused(two));
      assertThat(applied(cluster.engine("b"), put("k")).outcome())
          .isInstanceOf(Outcome.Stored.class);
    }
  }

  @Test
  void aReplicaAloneChangesItsSystemToo() {
    try (MemoryCluster cluster = new MemoryCluster(EngineSettings.defaults(), "a")) {
      QuorumSystem itself = QuorumText.parse("expression(read = a)");
      applied(cluster.engine("a"), put("before"));
      assertThat(applied(cluster.engine("a"), to(itself)).outcome())
          .isInstanceOf(Outcome.QuorumsChanged.class);
      applied(cluster.engine("a"), put("after"));
    }
  }

  @Test
  void whatNeedsAMemberThatIsAwayIsRefusedAndWritesGoOn() {
    try (MemoryCluster cluster = new MemoryCluster(EngineSettings.defaults(), "a", "b", "c")) {
      applied(cluster.engine("a"), put("before"));
      String leader = cluster.engine("a").view().status().leader().orElseThrow().value();
      String away = ALL.stream().filter(id -> !id.equals(leader)).findFirst().orElseThrow();
      cluster.cutOff(away);
      // It has waited for an election timeout then, and so has the leader for it.
      await().until(() -> cluster.engine(away).view().status().leader().isEmpty());
      applied(cluster.engine(leader), put("without"));

      assertThat(applied(cluster.engine(leader), to(WRITE_ALL)).outcome())
          .isEqualTo(new Outcome.QuorumsRefused(WRITE_ALL));
      assertThat(applied(cluster.engine(leader), to(WRITE_ONE)).outcome())
          .as("nobody could be elected")
          .isEqualTo(new Outcome.QuorumsRefused(WRITE_ONE));
      applied(cluster.engine(leader), put("after"));

      cluster.heal();
      await()
          .until(() ->
              applied(cluster.engine(away), to(WRITE_ALL)).outcome()
                  instanceof Outcome.QuorumsChanged);
    }
  }

  /// It was accepted by two, so it may have been chosen for all that a next leader knows: only the
  /// third one ends it. Nobody waits for ever meanwhile.
  @Test
  void aMemberThatGoesAwayAtTheWrongMomentHoldsUpTheLogUntilItIsBack() {
    try (MemoryCluster cluster = new MemoryCluster(EngineSettings.defaults(), "a", "b", "c")) {
      applied(cluster.engine("a"), put("before"));
      String leader = cluster.engine("a").view().status().leader().orElseThrow().value();
      String away = ALL.stream().filter(id -> !id.equals(leader)).findFirst().orElseThrow();
      cluster.watch((_, request) -> {
        if (request instanceof Message.Accept accept
            && accept.decrees().getFirst() instanceof Decree.Change) {
          cluster.cutOff(away);
        }
      });
      Duration soon = Duration.ofSeconds(1);
      Submitted changed = cluster.engine(leader).write(to(WRITE_ALL), soon);
      Submitted written = cluster.engine(leader).write(put("meanwhile"), soon);
      cluster.watch((_, _) -> {});
      cluster.heal();

      assertThat(changed).isEqualTo(new Submitted.Unknown());
      assertThat(written).isNotInstanceOf(Submitted.Applied.class);
      for (String id : ALL) {
        applied(cluster.engine(id), put("after"));
        assertThat(systemOf(cluster.engine(id))).isEqualTo(WRITE_ALL);
      }
    }
  }

  @Test
  void changesThatAreAskedForAtOnceHappenOneAfterAnother() {
    try (MemoryCluster cluster = new MemoryCluster(EngineSettings.defaults(), "a", "b", "c")) {
      List<CompletableFuture<Result>> changes =
          ALL.stream()
              .map(id ->
                  CompletableFuture.supplyAsync(
                      () -> applied(cluster.engine(id), to(WRITE_ONE)), Thread::startVirtualThread))
              .toList();
      assertThat(
              changes.stream()
                  .map(one -> ((Outcome.QuorumsChanged) one.join().outcome()).slot())
                  .distinct())
          .hasSize(3);
    }
  }

  private static QuorumSystem systemOf(ReplicaEngine engine) {
    Answer<QuorumSystem> now =
        engine.read(new Consistency.Linearizable(), PATIENCE, Store::quorums);
    return ((Answer.Found<QuorumSystem>) now).value();
  }

  @Test
  void anOldChangeThatIsRepeatedDoesNotUndoANewerOne() {
    try (MemoryCluster cluster = new MemoryCluster(EngineSettings.defaults(), "a", "b", "c")) {
      Request named = new Request(Optional.of("once"), new Operation.ChangeQuorums(WRITE_ONE));
      applied(cluster.engine("a"), named);
      applied(cluster.engine("b"), to(MAJORITY));

      assertThat(applied(cluster.engine("c"), named).replayed()).isTrue();

      long slot =
          ((Outcome.QuorumsChanged) applied(cluster.engine("a"), to(WRITE_ONE)).outcome()).slot();
      assertThat(
              cluster
                  .engine("a")
                  .read(
                      new Consistency.Linearizable(),
                      PATIENCE,
                      store -> store.quorumHistory().of(slot).text()))
          .isInstanceOfSatisfying(
              Answer.Found.class,
              found -> assertThat(found.value()).asString().startsWith("joint(majority(a b c);"));
    }
  }
}
