package io.quorate.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What waits is bounded by who waits.
class WorkloadTest {
  private static final Refusal REFUSAL = new Refusal(Refusal.Kind.NO_QUORUM, "nobody leads");
  private final Workload workload = new Workload(1);

  private Work.Local add() {
    Work.Local work = new Work.Local(new byte[8]);
    workload.add(work, 0);
    return work;
  }

  @Test
  void callersThatComeAndGoWithoutALeaderLeaveNothingBehind() {
    Work.Local first = add();
    for (int i = 0; i < 1_000; i++) {
      Work.Local work = add();
      work.giveUp(REFUSAL);
      workload.abandon(work);
    }
    assertThat(workload.waiting()).isLessThanOrEqualTo(2);
    assertThat(workload.takeOut(10, 1_000, true)).containsExactly(first.command());
  }

  @Test
  void aCommandThatAPeerDoesNotAskForAgainIsForgotten() {
    Command kept = new Command(new CommandId(2, 1), 1, 0, new byte[8]);
    Command givenUp = new Command(new CommandId(2, 2), 1, 0, new byte[8]);
    workload.add(List.of(kept, givenUp), new CompletableFuture<>());
    workload.add(List.of(kept), new CompletableFuture<>());
    assertThat(workload.takeOut(10, 1_000, true)).containsExactly(kept);
    assertThat(workload.pending()).isEqualTo(1);
  }
}
