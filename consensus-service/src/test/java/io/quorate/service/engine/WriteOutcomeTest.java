package io.quorate.service.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Message;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.store.Condition;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a caller that gives up is told: that its write was rejected only if it was certainly never
/// proposed, and never will be; of anything else that the outcome is unknown.
class WriteOutcomeTest {
  private static final Refusal REFUSAL = new Refusal(Refusal.Kind.NO_QUORUM, "nobody leads");

  /// What can happen to a command before its caller gives up.
  enum Event {
    OUT,
    UNREACHED,
    OVERLOADED,
    STRANGER,
    NOT_LEADING,
    LOST,
    LEADER_CHANGED
  }

  /// @param rejected what the caller is to be told: rejected, or else unknown
  record History(List<Event> events, boolean rejected) {}

  private static History rejected(Event... events) {
    return new History(List.of(events), true);
  }

  private static History unknown(Event... events) {
    return new History(List.of(events), false);
  }

  static Stream<History> histories() {
    return Stream.of(
        rejected(),
        rejected(Event.LEADER_CHANGED),
        rejected(Event.OUT, Event.UNREACHED),
        rejected(Event.OUT, Event.OVERLOADED),
        rejected(Event.OUT, Event.STRANGER),
        rejected(Event.OUT, Event.UNREACHED, Event.LEADER_CHANGED),
        rejected(Event.OUT, Event.UNREACHED, Event.LEADER_CHANGED, Event.OUT, Event.UNREACHED),
        unknown(Event.OUT),
        unknown(Event.OUT, Event.NOT_LEADING),
        unknown(Event.OUT, Event.LOST),
        unknown(Event.OUT, Event.LEADER_CHANGED),
        unknown(Event.OUT, Event.UNREACHED, Event.LEADER_CHANGED, Event.OUT),
        unknown(Event.OUT, Event.LOST, Event.LEADER_CHANGED, Event.OUT, Event.UNREACHED),
        unknown(Event.OUT, Event.NOT_LEADING, Event.LEADER_CHANGED, Event.OUT, Event.OVERLOADED),
        unknown(Event.OUT, Event.LEADER_CHANGED, Event.OUT, Event.UNREACHED));
  }

  private static void assertTold(Submitted outcome, History history) {
    assertThat(outcome)
        .as("after %s", history.events())
        .isInstanceOf(history.rejected() ? Submitted.Rejected.class : Submitted.Unknown.class);
  }

  @ParameterizedTest
  @MethodSource("histories")
  void theWorkloadKeepsWhatMayHaveBeenProposedApart(History history) {
    Workload workload = new Workload(1);
    Work.Local work = new Work.Local(new byte[8]);
    workload.add(work, 0);
    for (Event event : history.events()) {
      switch (event) {
        case OUT -> assertThat(workload.takeOut(1, 1_000, true)).containsExactly(work.command());
        case UNREACHED, OVERLOADED, STRANGER -> workload.comeBack(List.of(work.command()), true);
        case NOT_LEADING, LOST -> workload.comeBack(List.of(work.command()), false);
        case LEADER_CHANGED -> workload.leaderChanged();
      }
    }

    work.giveUp(REFUSAL);

    assertTold(work.answer().join(), history);
    if (history.rejected()) {
      assertThat(workload.takeOut(1, 1_000, true)).as("proposed after its rejection").isEmpty();
    }
  }

  static Stream<History> historiesOfWhatWasTakenOut() {
    return histories().filter(history -> history.events().contains(Event.OUT));
  }

  @ParameterizedTest
  @MethodSource("historiesOfWhatWasTakenOut")
  void theEngineTellsItsCallerSo(History history) throws Exception {
    List<Event> events = history.events();
    CompletableFuture<Submitted> outcome = new CompletableFuture<>();
    try (LoneEngine lone = new LoneEngine(LoneEngine.VOTER)) {
      long round = 1;
      Thread.ofVirtual().start(() -> outcome.complete(write(lone)));
      for (int i = 0; i < events.size(); i++) {
        switch (events.get(i)) {
          case OUT -> {
            lone.fates.add(fate(i + 1 < events.size() ? events.get(i + 1) : Event.OUT));
            lead(lone, round);
            assertThat(lone.awaitForward()).isEqualTo(leader(round));
          }
          case UNREACHED, OVERLOADED, STRANGER, NOT_LEADING, LOST -> lone.settle();
          case LEADER_CHANGED -> {
            prepare(lone, ++round);
            lone.settle();
          }
        }
      }
      lone.settle();
    } // an engine that stops gives up for every caller that waits

    assertTold(outcome.join(), history);
  }

  private static Submitted write(LoneEngine lone) {
    Operation put = new Operation.Put("k", "v".getBytes(UTF_8), new Condition.None(), false);
    return lone.engine.write(Request.of(put), Duration.ofSeconds(60));
  }

  /// Leaders take turns.
  private static ReplicaId leader(long round) {
    return round % 2 == 1 ? LoneEngine.B : LoneEngine.C;
  }

  private static void lead(LoneEngine lone, long round) {
    Ballot ballot = new Ballot(round, leader(round));
    var _ = lone.ask(leader(round), new Message.Learn(ballot, 0, 0));
  }

  /// Takes leadership from the one before without having it yet.
  private static void prepare(LoneEngine lone, long round) {
    Ballot ballot = new Ballot(round, leader(round));
    var _ = lone.ask(leader(round), new Message.Prepare(ballot, 0));
  }

  private static CompletableFuture<Forwarding> fate(Event event) {
    return switch (event) {
      case UNREACHED -> CompletableFuture.completedFuture(new Forwarding.Unreached());
      case OVERLOADED -> CompletableFuture.completedFuture(new Forwarding.Overloaded());
      case STRANGER -> CompletableFuture.completedFuture(new Forwarding.Stranger(9));
      case NOT_LEADING -> CompletableFuture.completedFuture(new Forwarding.NotLeading());
      case LOST -> CompletableFuture.failedFuture(new IOException("connection reset"));
      case OUT, LEADER_CHANGED -> new CompletableFuture<>();
    };
  }
}
