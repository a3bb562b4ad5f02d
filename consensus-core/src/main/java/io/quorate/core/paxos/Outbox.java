package io.quorate.core.paxos;

import io.quorate.core.paxos.Effects.Answer;
import io.quorate.core.paxos.Effects.Chosen;
import io.quorate.core.paxos.Effects.Fetch;
import io.quorate.core.paxos.Effects.ReadReady;
import io.quorate.core.paxos.Effects.Send;
import io.quorate.core.paxos.Message.Reply;
import io.quorate.core.paxos.Message.Request;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.List;

/// Gathers the effects of one step and numbers its group of writes.
final class Outbox {
  private List<Write> writes = new ArrayList<>();
  private List<Send> sends = new ArrayList<>();
  private List<Answer> answers = new ArrayList<>();
  private List<Chosen> chosen = new ArrayList<>();
  private List<ReadReady> reads = new ArrayList<>();
  private List<Fetch> fetches = new ArrayList<>();
  private long sequence;

  void write(Write write) {
    writes.add(write);
  }

  void write(List<Write> more) {
    writes.addAll(more);
  }

  boolean hasWrites() {
    return !writes.isEmpty();
  }

  /// What is written in this step.
  List<Write> writes() {
    return writes;
  }

  /// The sequence that is durable only when everything written so far is.
  long written() {
    return writes.isEmpty() ? sequence : sequence + 1;
  }

  void send(ReplicaId to, Request request, long after) {
    sends.add(new Send(to, request, after));
  }

  void answer(long token, Reply reply, long after) {
    answers.add(new Answer(token, reply, after));
  }

  void chosen(List<Chosen> more) {
    chosen.addAll(more);
  }

  void read(ReadReady read) {
    reads.add(read);
  }

  void fetch(Fetch fetch) {
    fetches.add(fetch);
  }

  Effects take() {
    if (!writes.isEmpty()) {
      sequence++;
    }
    Effects effects = new Effects(writes, sequence, sends, answers, chosen, reads, fetches);
    writes = new ArrayList<>();
    sends = new ArrayList<>();
    answers = new ArrayList<>();
    chosen = new ArrayList<>();
    reads = new ArrayList<>();
    fetches = new ArrayList<>();
    return effects;
  }
}
