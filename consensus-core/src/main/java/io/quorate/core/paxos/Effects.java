package io.quorate.core.paxos;

import io.quorate.core.paxos.Message.Reply;
import io.quorate.core.paxos.Message.Request;
import io.quorate.core.quorum.ReplicaId;
import java.util.List;

/// What one step of a [Replica] decided, for the caller to carry out: persist the writes as one
/// group, send what may be sent, apply what was chosen in this order, then complete the reads.
///
/// @param writes facts to persist in one transaction, empty when there are none
/// @param sequence the number of this group of writes; grows by one with each group, unchanged when
///   there are no writes
/// @param sends requests to peers
/// @param answers replies to requests
/// @param chosen decrees to apply, in slot order, each once (I7)
/// @param reads reads that may be answered once `chosen` is applied
/// @param fetches chosen decrees to ask a peer for
public record Effects(
    List<Write> writes,
    long sequence,
    List<Send> sends,
    List<Answer> answers,
    List<Chosen> chosen,
    List<ReadReady> reads,
    List<Fetch> fetches) {

  /// A request to a peer.
  ///
  /// @param after send only when the writes up to this sequence are durable (I6); 0: at once
  public record Send(ReplicaId to, Request request, long after) {}

  /// A reply to the request with this token.
  ///
  /// @param after send only when the writes up to this sequence are durable (I6); 0: at once
  public record Answer(long token, Reply reply, long after) {}

  /// A decree that a quorum has accepted; it will never be another.
  public record Chosen(long slot, Decree decree) {}

  /// The read with this ticket is linearizable in the state after every slot up to `index`.
  public record ReadReady(long ticket, long index) {}

  /// Ask this peer for the decrees it knows chosen, from this slot on; give them back as
  /// [Input.Fetched].
  public record Fetch(ReplicaId from, long firstSlot) {}
}
