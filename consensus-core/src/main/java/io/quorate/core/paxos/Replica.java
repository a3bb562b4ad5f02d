package io.quorate.core.paxos;

import io.quorate.core.paxos.Input.Sender;
import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.paxos.Message.Learn;
import io.quorate.core.paxos.Message.NotNow;
import io.quorate.core.paxos.Message.OfLeader;
import io.quorate.core.paxos.Message.Prepare;
import io.quorate.core.paxos.Message.Reply;
import io.quorate.core.paxos.Message.Request;
import io.quorate.core.quorum.Joint;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// One replica of the log: composes acceptor, learner and leader, and takes one [Input] at a time.
///
/// It does not carry anything out, keep time, or know what a command means: the caller persists,
/// sends, applies, and says what time it is. Confined to one thread. A thrown [InvariantViolation]
/// means that no effect of that step may leave and that the replica must stop.
public final class Replica {
  private final ReplicaId self;
  private final List<ReplicaId> peers;
  private final Outbox outbox = new Outbox();
  private final Ledger ledger;
  private final Roster roster;
  private final Following following;
  private final Elections elections;
  private final Timing timing;
  private final OwnVotes ownVotes = new OwnVotes(outbox);
  private final ReadDesk reads;
  private final Backlog backlog;
  private long now;
  private long notedAt;

  /// A replica as it stands in its store, which is yet to hear from anyone.
  ///
  /// @param now the time in milliseconds on any clock that does not go back
  public Replica(
      ReplicaId self, QuorumSystem quorums, Timing timing, Recovered recovered, long now) {
    this.self = self;
    this.peers = quorums.members().stream().filter(member -> !member.equals(self)).toList();
    this.timing = timing;
    this.ledger = new Ledger(recovered, quorums, outbox);
    this.roster = new Roster(self, quorums, timing, recovered, outbox);
    this.following = new Following(self, quorums, timing, now);
    this.elections = new Elections(self, quorums, timing, ledger, following, ownVotes, outbox);
    this.reads = new ReadDesk(elections, following, ledger, outbox);
    this.backlog = new Backlog(timing.progressTimeout());
    this.now = now;
  }

  /// Takes one input and says what to do about it.
  ///
  /// @param time the time in milliseconds; one that is earlier than before counts as no time passed
  /// @throws InvariantViolation when something happened that must never happen
  public Effects step(Input input, long time) {
    now = Math.max(now, time);
    switch (input) {
      case Input.Asked asked -> onAsked(asked);
      case Input.Answered answered -> onAnswered(answered);
      case Input.Durable up -> onDurable(up.sequence());
      case Input.Propose batch -> propose(batch.decree(), Reign::canPropose);
      case Input.Change change ->
          propose(change.decree(), reign -> reign.canChange(now) && fits(change.to()));
      case Input.Read read -> reads.take(read.ticket());
      case Input.Fetched fetched -> onFetched(fetched);
      case Input.Announced(Ballot ballot, long index) -> onIndex(ballot, index, ballot.replica());
      case Input.HandOver() -> elections.handOver(now);
      case Input.Tick() -> onTick();
    }
    finish();
    return outbox.take();
  }

  private void onAsked(Input.Asked asked) {
    Sender from = asked.from();
    long token = asked.token();
    Optional<Reply> refusal = roster.refusal(from);
    if (refusal.isPresent()) {
      outbox.answer(token, refusal.get(), 0);
      return;
    }
    roster.meet(from);
    Optional<String> whyNot = roster.whyNot();
    if (whyNot.isPresent() && !(asked.request() instanceof Message.Hello)) {
      notNow(token, whyNot.get());
      return;
    }
    Optional<String> noRoom =
        backlog.isBehind(now) ? Optional.of(Backlog.WHY_NOT) : ledger.noRoomFor(asked.request());
    if (noRoom.isPresent()) {
      // What a leader says is worth hearing all the same: that it is there, and its commit index.
      if (asked.request() instanceof OfLeader said && !said.ballot().isBelow(ledger.promised())) {
        onLeader(from.replica(), said);
      }
      notNow(token, noRoom.get());
      return;
    }
    answer(from.replica(), asked.request(), token);
  }

  private void notNow(long token, String why) {
    outbox.answer(token, new NotNow(why), 0);
  }

  private void answer(ReplicaId from, Request request, long token) {
    switch (request) {
      case Message.Hello() -> outbox.answer(token, new Message.Welcome(), outbox.written());
      case Message.PreVote preVote -> outbox.answer(token, elections.onPreVote(preVote, now), 0);
      case Prepare prepare ->
          outbox.answer(token, elections.onPrepare(prepare, now), outbox.written());
      case Accept accept -> {
        Reply reply = ledger.accept(accept);
        if (reply instanceof Message.Accepted) {
          onLeader(from, accept);
        }
        outbox.answer(token, reply, outbox.written());
      }
      case Learn learn -> outbox.answer(token, onLearn(from, learn), outbox.written());
      case Message.ReadIndex question -> reads.takeFrom(from, question, token);
      case Message.TakeOver(Ballot ballot) ->
          outbox.answer(token, elections.onTakeOver(ballot, now), outbox.written());
    }
  }

  private Reply onLearn(ReplicaId from, Learn learn) {
    if (learn.ballot().isBelow(ledger.promised())) {
      return new Message.Refused(learn.ballot(), ledger.promised());
    }
    onLeader(from, learn);
    return new Message.Learned(learn.ballot(), ledger.chosenUpTo(), learn.confirmation());
  }

  private void onLeader(ReplicaId leader, OfLeader said) {
    elections.onLeader(leader, said.ballot(), now);
    onIndex(said.ballot(), said.chosenUpTo(), leader);
  }

  private void onIndex(Ballot ballot, long chosenUpTo, ReplicaId knownBy) {
    advanced(ledger.commit(ballot, chosenUpTo));
    following.chosenElsewhere(chosenUpTo, knownBy);
  }

  private void onAnswered(Input.Answered answered) {
    ReplicaId from = answered.from().replica();
    if (roster.refusal(answered.from()).isPresent()) {
      return;
    }
    roster.meet(answered.from());
    elections.reign().ifPresent(reign -> reign.heard(from, now));
    onReply(from, answered.reply());
  }

  private void onReply(ReplicaId from, Reply reply) {
    switch (reply) {
      case Message.Welcome() -> roster.welcomedBy(from);
      case Message.Stranger(long incarnation) -> roster.rejectedBy(from, incarnation);
      case Message.PreVoted vote -> elections.onPreVoted(from, vote, now);
      case Message.Promise promise -> elections.onPromise(from, promise, now);
      case Message.Accepted vote ->
          elections.reign().ifPresent(reign -> advanced(reign.onAccepted(from, vote)));
      case Message.Learned learned ->
          elections.reign().ifPresent(reign -> reign.onLearned(from, learned));
      case Message.ReadFrom answer -> onReadFrom(from, answer);
      case Message.Refused refused -> elections.onRefused(refused, now);
      case Message.Taking _, NotNow _ -> {}
    }
  }

  private void onReadFrom(ReplicaId from, Message.ReadFrom answer) {
    onIndex(answer.ballot(), answer.index(), from);
    reads.confirmed(answer);
  }

  private void onDurable(long sequence) {
    if (!backlog.durable(sequence, now)) {
      return;
    }
    Optional<Reply> vote = ownVotes.next(sequence);
    while (vote.isPresent()) {
      onReply(self, vote.get());
      vote = ownVotes.next(sequence);
    }
  }

  private void propose(Decree decree, Predicate<Reign> mayBe) {
    Reign reign = elections.reign().filter(mayBe).orElseThrow();
    ownVotes.add(reign.propose(List.of(decree), now));
  }

  private void onFetched(Input.Fetched fetched) {
    if (roster.refusal(fetched.from()).isPresent()) {
      return;
    }
    fetched.decrees().forEach(decree -> elections.onChosenIn(decree.ballot(), now));
    boolean useful = !backlog.isBehind(now) && ledger.fetched(fetched.decrees());
    advanced(useful);
    following.fetchEnded(useful);
  }

  private void onTick() {
    boolean diskHangs = backlog.hangs(now);
    if (!diskHangs) {
      roster.greet(now);
    }
    if (!roster.mayVote()) {
      return;
    }
    elections.tick(diskHangs, now);
    if (!diskHangs && now - notedAt >= timing.heartbeat()) {
      notedAt = now;
      ledger.note();
    }
  }

  /// What follows from any step: a new voter is noted, reads move on, gaps are fetched.
  private void finish() {
    if (roster.becomesVoter()) {
      outbox.write(new Write.Admitted());
      following.abandon(now);
    }
    reads.moveOn(now);
    if (!backlog.isBehind(now)) {
      following.fetch(ledger.chosenUpTo(), peers, now).ifPresent(outbox::fetch);
    }
    if (outbox.hasWrites()) {
      backlog.add(outbox.written(), outbox.writes(), now);
    }
  }

  private void advanced(boolean did) {
    if (did) {
      following.advanced(now);
    }
  }

  /// The incarnation of the store that this sender's id is known with, if that is not its own: then
  /// nothing it says counts.
  public OptionalLong otherStoreOf(Sender sender) {
    return roster.otherStoreOf(sender);
  }

  /// Whether this replica leads, may serve, and has a slot free.
  public boolean canPropose() {
    return !backlog.isBehind(now) && elections.reign().filter(Reign::canPropose).isPresent();
  }

  /// Whether this replica may propose a change to that system now, and the members that the system
  /// needs are there: otherwise the change, once proposed, could hold up the log until they are.
  public boolean canChangeTo(QuorumSystem to) {
    return canChange()
        && fits(to)
        && elections.reign().filter(reign -> reign.isFollowedEnoughFor(to, now)).isPresent();
  }

  /// Whether this replica may propose a change of the quorum system: it leads, knows who follows
  /// it, and has nothing in flight.
  public boolean canChange() {
    return canPropose() && elections.reign().filter(reign -> reign.canChange(now)).isPresent();
  }

  /// Whether a change to that system may be proposed at all: it has the members as they are.
  public boolean fits(QuorumSystem to) {
    return !(to instanceof Joint) && to.members().equals(ledger.quorums().members());
  }

  /// The leader this replica knows, itself included.
  public Optional<ReplicaId> leader() {
    return elections.leader();
  }

  /// How many slots are proposed here and not known chosen.
  public int slotsInFlight() {
    return elections.reign().map(Reign::slotsInFlight).orElse(0);
  }

  /// The ballot this replica leads in, as long as it does.
  public Optional<Ballot> leads() {
    return elections.reign().map(Reign::ballot);
  }

  /// The last slot known chosen, with all before it.
  public long chosenUpTo() {
    return ledger.chosenUpTo();
  }

  /// What this replica says of itself.
  public Status status() {
    return Status.of(elections, ledger, roster);
  }
}
