package io.quorate.core.paxos;

import io.quorate.core.paxos.Input.Sender;
import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.List;

/// Replica `a` of `a`, `b` and `c`, with what it sent in its last step.
final class OneOfThree {
  static final ReplicaId A = new ReplicaId("a");
  static final ReplicaId B = new ReplicaId("b");
  static final ReplicaId C = new ReplicaId("c");
  static final QuorumSystem QUORUMS = Majority.of(List.of(A, B, C));
  static final Sender FROM_C = new Sender(C, 1);

  final Timing timing = Timing.defaults();
  final Replica replica;
  private Effects last;

  OneOfThree(Recovered recovered) {
    replica = new Replica(A, QUORUMS, timing, recovered, 0);
    last = replica.step(new Input.Tick(), 0);
  }

  Effects take(Input input, long now) {
    last = replica.step(input, now);
    return last;
  }

  Effects tick(long now) {
    return take(new Input.Tick(), now);
  }

  Effects hear(ReplicaId peer, Message.Reply reply, long now) {
    return take(new Input.Answered(new Sender(peer, 1), reply), now);
  }

  Effects hear(ReplicaId peer, Message.Request request, long now) {
    return take(new Input.Asked(new Sender(peer, 1), request, 1), now);
  }

  /// Gets a pre-vote and begins phase 1; nothing of it is durable yet.
  Ballot campaign(long now) {
    tick(now);
    Ballot ballot = last(Message.PreVote.class).ballot();
    hear(B, new Message.PreVoted(ballot, true), now);
    return ballot;
  }

  /// All that was written is durable.
  Effects sync(long now) {
    return take(new Input.Durable(last.sequence()), now);
  }

  /// The last request of this kind in the last step.
  <M> M last(Class<M> kind) {
    return last.sends().stream()
        .map(Effects.Send::request)
        .filter(kind::isInstance)
        .map(kind::cast)
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  /// Whether the last step sent a request of this kind.
  boolean sent(Class<?> kind) {
    return last.sends().stream().map(Effects.Send::request).anyMatch(kind::isInstance);
  }
}
