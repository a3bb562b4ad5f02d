package io.quorate.core.paxos;

import io.quorate.core.paxos.Message.Reply;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/// The votes of this replica's own acceptor. Like a peer's they count only once they are durable
/// (I6), so they wait here.
final class OwnVotes {
  private record Waiting(Reply vote, long after) {}

  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private final Outbox outbox;

  OwnVotes(Outbox outbox) {
    this.outbox = outbox;
  }

  /// A vote that rests on what has been written so far.
  void add(Reply vote) {
    waiting.add(new Waiting(vote, outbox.written()));
  }

  /// The next vote that counts now that the writes up to this sequence are durable.
  Optional<Reply> next(long durable) {
    return waiting.isEmpty() || waiting.peek().after() > durable
        ? Optional.empty()
        : Optional.of(waiting.remove().vote());
  }
}
