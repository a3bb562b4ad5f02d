package io.quorate.service.engine;

import io.quorate.core.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// The reads that are not answered yet. Confined to the engine's thread.
///
/// A linearizable read waits for a ticket, and a ticket for its confirmation. No more than two
/// tickets are out at a time, one being confirmed and one to be confirmed next: reads that arrive
/// meanwhile share the one after, however many they are.
final class Queries {
  private static final int MAX_TICKETS = 2;

  /// One read.
  record Query<T>(Function<Store, T> question, CompletableFuture<Answer<T>> answer) {
    void ask(Store store) {
      answer.complete(new Answer.Found<>(question.apply(store), store.revision()));
    }

    void refuse(Refusal refusal) {
      answer.complete(new Answer.Refused<>(refusal));
    }

    boolean isOver() {
      return answer.isDone();
    }
  }

  private record Later(long revision, Query<?> query) {}

  private final Store store;
  private List<Query<?>> arriving = new ArrayList<>();
  private final Map<Long, List<Query<?>>> ticketed = new HashMap<>();
  private final PriorityQueue<Later> later =
      new PriorityQueue<>(Comparator.comparingLong(Later::revision));
  private long tickets;

  Queries(Store store) {
    this.store = store;
  }

  void add(Consistency consistency, Query<?> query) {
    switch (consistency) {
      case Consistency.Stale() -> query.ask(store);
      case Consistency.AtLeast(long revision) -> {
        later.add(new Later(revision, query));
        applied();
      }
      case Consistency.Linearizable() -> arriving.add(query);
    }
  }

  /// A new ticket for the reads that have none, if one may be given out.
  Optional<Long> nextTicket() {
    if (arriving.isEmpty() || ticketed.size() >= MAX_TICKETS) {
      return Optional.empty();
    }
    ticketed.put(++tickets, arriving);
    arriving = new ArrayList<>();
    return Optional.of(tickets);
  }

  /// The reads with this ticket may be answered from the state as it is.
  void ready(long ticket) {
    List<Query<?>> ready = ticketed.remove(ticket);
    if (ready != null) {
      ready.forEach(query -> query.ask(store));
    }
  }

  /// Answers the reads whose revision is in the state, which has moved on.
  void applied() {
    while (!later.isEmpty() && later.peek().revision() <= store.revision()) {
      later.remove().query().ask(store);
    }
  }

  /// Lets go of reads whose callers have given up.
  void sweep() {
    arriving.removeIf(Query::isOver);
    ticketed.values().forEach(queries -> queries.removeIf(Query::isOver));
    later.removeIf(one -> one.query().isOver());
  }

  void refuseAll(Refusal refusal) {
    arriving.forEach(query -> query.refuse(refusal));
    ticketed.values().forEach(queries -> queries.forEach(query -> query.refuse(refusal)));
    later.forEach(one -> one.query().refuse(refusal));
  }
}
