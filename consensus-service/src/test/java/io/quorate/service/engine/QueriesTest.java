package io.quorate.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.paxos.Decree;
import io.quorate.core.store.Condition;
import io.quorate.core.store.Limits;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Request;
import io.quorate.core.store.RequestCodec;
import io.quorate.core.store.Store;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Reads that wait for a revision.
class QueriesTest {
  private final Store store = new Store(Limits.defaults(), LoneEngine.QUORUMS);
  private final Queries queries = new Queries(store);

  private void put(long slot) {
    Request put = Request.of(new Operation.Put("k", new byte[1], new Condition.None(), false));
    Command command = new Command(new CommandId(1, slot), 0, 0, RequestCodec.encode(put));
    store.apply(slot, Decree.Batch.of(0, List.of(command)), (id, result) -> {});
    queries.applied();
  }

  private CompletableFuture<Answer<String>> readAt(long revision) {
    var query = new Queries.Query<>(_ -> "seen", new CompletableFuture<Answer<String>>());
    queries.add(new Consistency.AtLeast(revision), query);
    return query.answer();
  }

  @Test
  void aRevisionThatIsThereAlreadyWaitsForNoFurtherWrite() {
    put(1);
    assertThat(readAt(1)).isCompletedWithValue(new Answer.Found<>("seen", 1));
  }

  @Test
  void aLaterRevisionIsWaitedFor() {
    put(1);
    CompletableFuture<Answer<String>> answer = readAt(2);
    assertThat(answer).isNotDone();
    put(2);
    assertThat(answer).isCompletedWithValue(new Answer.Found<>("seen", 2));
  }
}
