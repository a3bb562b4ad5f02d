package io.quorate.core.paxos;

import io.quorate.core.paxos.Effects.Fetch;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// What a replica that does not lead keeps in mind: its leader, when it last heard from it, how far
/// the log is chosen elsewhere, and the reads it has asked the leader about.
final class Following {
  /// Reads, and the first question that was put for them.
  private record Asked(long question, List<Long> tickets) {}

  private final ReplicaId self;
  private final Timing timing;
  private final long rank;
  private final int members;
  private Optional<ReplicaId> leader = Optional.empty();
  private long lastContact;
  private long chosenElsewhere;
  private Optional<ReplicaId> source = Optional.empty();
  private boolean catchingUp;
  private long fetches;
  private long lastAdvance;
  private long fetchedAt = Long.MIN_VALUE / 2;
  private List<Long> waitingReads = new ArrayList<>();
  private final Deque<Asked> asked = new ArrayDeque<>();
  private long question;
  private long askedAt;

  Following(ReplicaId self, QuorumSystem quorums, Timing timing, long now) {
    this.self = self;
    this.timing = timing;
    this.rank = quorums.members().headSet(self).size();
    this.members = quorums.members().size();
    this.lastContact = now;
  }

  Optional<ReplicaId> leader() {
    return leader;
  }

  void follow(ReplicaId newLeader, long now) {
    if (!leader.equals(Optional.of(newLeader))) {
      leader = Optional.of(newLeader);
      waitingReads.addAll(takeAsked(question));
    }
    lastContact = now;
  }

  /// Knows no leader any more, and is as impatient as before.
  void forgetLeader() {
    leader = Optional.empty();
  }

  /// Knows no leader, and is patient again from now on.
  void abandon(long now) {
    leader = Optional.empty();
    lastContact = now;
  }

  /// Whether the leader was heard within the election timeout, so that nobody needs another one.
  boolean isContent(long now) {
    return leader.isPresent() && now - lastContact < timing.electionTimeout();
  }

  /// Whether this replica's own patience has ended. Each round gives the replicas another order.
  boolean isImpatient(long round, long now) {
    long turn = (rank + round) % members;
    return now - lastContact >= timing.electionTimeout() + turn * timing.stagger();
  }

  /// This replica knows the log chosen up to here.
  void chosenElsewhere(long index, ReplicaId knownBy) {
    if (index > chosenElsewhere) {
      chosenElsewhere = index;
      source = Optional.of(knownBy);
    }
  }

  void advanced(long now) {
    lastAdvance = now;
  }

  /// What to fetch, if the log has a gap here that messages under way do not seem to fill. Sources
  /// alternate, so that one that is gone cannot hold this replica up.
  Optional<Fetch> fetch(long chosenUpTo, List<ReplicaId> peers, long now) {
    if (chosenUpTo >= chosenElsewhere) {
      catchingUp = false;
      return Optional.empty();
    }
    boolean patient = !catchingUp && now - lastAdvance < 2 * timing.heartbeat();
    boolean underWay = now - fetchedAt < timing.electionTimeout();
    if (peers.isEmpty() || patient || underWay) {
      return Optional.empty();
    }
    fetchedAt = now;
    ReplicaId any = peers.get((int) (fetches / 2 % peers.size()));
    boolean first = fetches++ % 2 == 0;
    ReplicaId from = source.filter(one -> first && !one.equals(self)).orElse(any);
    return Optional.of(new Fetch(from, chosenUpTo + 1));
  }

  /// A fetch came back; one that brought the log forward is followed by the next without delay. The
  /// same one may come back twice.
  void fetchEnded(boolean useful) {
    if (useful) {
      catchingUp = true;
      fetches--;
      fetchedAt = Long.MIN_VALUE / 2;
    }
  }

  void addRead(long ticket) {
    waitingReads.add(ticket);
  }

  /// Whether the leader should be asked for a read index now.
  boolean shouldAsk(long now) {
    if (leader.isEmpty()) {
      return false;
    }
    boolean lost = !asked.isEmpty() && now - askedAt >= timing.resendAfter();
    return lost || (asked.isEmpty() && !waitingReads.isEmpty());
  }

  /// Puts a question for all reads that have no answer, and returns its number.
  long ask(long now) {
    question++;
    if (!waitingReads.isEmpty()) {
      asked.add(new Asked(question, waitingReads));
      waitingReads = new ArrayList<>();
    }
    askedAt = now;
    return question;
  }

  /// The reads that the leader's answer to this question is for: those that were there when it was
  /// put, since the leader took its index later (I8). Reads that came after it wait on. So an
  /// answer counts however late it comes, and a slow leader does not starve its followers' reads.
  List<Long> takeAsked(long answered) {
    List<Long> reads = new ArrayList<>();
    while (!asked.isEmpty() && asked.peek().question() <= answered) {
      reads.addAll(asked.remove().tickets());
    }
    return reads;
  }

  /// All reads, for when this replica leads itself.
  List<Long> takeAll() {
    List<Long> reads = new ArrayList<>(takeAsked(question));
    reads.addAll(waitingReads);
    waitingReads = new ArrayList<>();
    return reads;
  }
}
