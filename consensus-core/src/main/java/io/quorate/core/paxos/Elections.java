package io.quorate.core.paxos;

import io.quorate.core.paxos.Campaign.Inheritance;
import io.quorate.core.paxos.Message.PreVote;
import io.quorate.core.paxos.Message.Prepare;
import io.quorate.core.paxos.Message.Promise;
import io.quorate.core.paxos.Message.Refused;
import io.quorate.core.paxos.Message.Reply;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which role this replica has and how it changes: pre-vote, phase 1, reign, and back to following.
/// It is never needed for safety, which is the acceptor's alone.
final class Elections {
  private final ReplicaId self;
  private final List<ReplicaId> peers;
  private final Timing timing;
  private final Ledger ledger;
  private final Following following;
  private final OwnVotes ownVotes;
  private final Outbox outbox;
  private Role role = new Role.Follower();
  private Ballot highestSeen;
  private long held;

  Elections(
      ReplicaId self,
      QuorumSystem quorums,
      Timing timing,
      Ledger ledger,
      Following following,
      OwnVotes ownVotes,
      Outbox outbox) {
    this.self = self;
    this.peers = quorums.members().stream().filter(member -> !member.equals(self)).toList();
    this.timing = timing;
    this.ledger = ledger;
    this.following = following;
    this.ownVotes = ownVotes;
    this.outbox = outbox;
    this.highestSeen = ledger.promised();
  }

  Optional<Reign> reign() {
    return role instanceof Role.Leader(Reign reign) ? Optional.of(reign) : Optional.empty();
  }

  Optional<ReplicaId> leader() {
    return role instanceof Role.Leader ? Optional.of(self) : following.leader();
  }

  /// How many ballots this replica has prepared since it started.
  long held() {
    return held;
  }

  String roleName() {
    return switch (role) {
      case Role.Leader _ -> "leader";
      case Role.Candidate _, Role.Preparing _ -> "candidate";
      case Role.Follower _ -> "follower";
    };
  }

  /// Would this replica promise that ballot? Not while a leader works, and not to one that is far
  /// behind. Nothing is promised yet. Who asks for too low a ballot is told the promise: it may be
  /// the only one who knows enough of the log to lead.
  Reply onPreVote(PreVote ask, long now) {
    if (!ledger.promised().isBelow(ask.ballot())) {
      return new Refused(ask.ballot(), ledger.promised());
    }
    boolean granted =
        !(role instanceof Role.Leader)
            && !following.isContent(now)
            && ask.chosenUpTo() + timing.maxLag() >= ledger.chosenUpTo();
    return new Message.PreVoted(ask.ballot(), granted);
  }

  Reply onPrepare(Prepare prepare, long now) {
    see(prepare.ballot());
    Reply reply = ledger.prepare(prepare);
    if (reply instanceof Promise) {
      becomeFollower(now);
    }
    return reply;
  }

  /// A leader of this ballot, which is not below the promise, is at work.
  void onLeader(ReplicaId leader, Ballot ballot, long now) {
    see(ballot);
    standBack(now);
    following.follow(leader, now);
  }

  /// The leader steps down in favour of this replica.
  Reply onTakeOver(Ballot ballot, long now) {
    if (ballot.isBelow(ledger.promised()) || role instanceof Role.Leader) {
      return new Refused(ballot, ledger.promised());
    }
    prepare(now);
    return new Message.Taking(ballot);
  }

  void onPreVoted(ReplicaId from, Message.PreVoted vote, long now) {
    if (role instanceof Role.Candidate candidate
        && vote.granted()
        && vote.ballot().equals(candidate.ballot())) {
      Set<ReplicaId> grants = new HashSet<>(candidate.grants());
      grants.add(from);
      role = new Role.Candidate(candidate.ballot(), Set.copyOf(grants), candidate.askedAt());
      prepareIfGranted(grants, now);
    }
  }

  void onPromise(ReplicaId from, Promise promise, long now) {
    if (!(role instanceof Role.Preparing preparing)) {
      return;
    }
    Campaign campaign = preparing.campaign().with(from, promise);
    role = new Role.Preparing(campaign, preparing.startedAt(), preparing.askedAt());
    if (campaign.isWon()) {
      lead(campaign, now);
    }
  }

  void onRefused(Refused refused, long now) {
    see(refused.promised());
    boolean mine =
        switch (role) {
          case Role.Preparing preparing -> preparing.campaign().ballot().equals(refused.ballot());
          case Role.Leader leader -> leader.reign().ballot().equals(refused.ballot());
          case Role.Candidate _, Role.Follower _ -> false;
        };
    if (mine && refused.ballot().isBelow(refused.promised())) {
      becomeFollower(now);
    }
  }

  /// Something was chosen in this ballot. A replica that leads or prepares a lower one has been
  /// passed by: if it went on, its commit index would vouch for proposals that the higher ballot
  /// may have decided otherwise (I4).
  void onChosenIn(Ballot ballot, long now) {
    see(ballot);
    boolean passedBy =
        switch (role) {
          case Role.Preparing preparing -> preparing.campaign().ballot().isBelow(ballot);
          case Role.Leader leader -> leader.reign().ballot().isBelow(ballot);
          case Role.Candidate _, Role.Follower _ -> false;
        };
    if (passedBy) {
      becomeFollower(now);
    }
  }

  void handOver(long now) {
    if (role instanceof Role.Leader(Reign reign)) {
      reign
          .successor(now)
          .ifPresent(peer -> outbox.send(peer, new Message.TakeOver(reign.ballot()), 0));
      becomeFollower(now);
    }
  }

  /// A replica whose disk hangs can neither promise nor accept: it stands back.
  void tick(boolean diskHangs, long now) {
    if (diskHangs) {
      standBack(now);
      return;
    }
    switch (role) {
      case Role.Follower _ -> {
        if (following.isImpatient(ledger.promised().round(), now)) {
          following.forgetLeader();
          askForVotes(now);
        }
      }
      case Role.Candidate candidate -> {
        if (now - candidate.askedAt() >= 2 * timing.heartbeat()) {
          askForVotes(now);
        }
      }
      case Role.Preparing preparing -> persist(preparing, now);
      case Role.Leader(Reign reign) -> {
        if (reign.isOver(now)) {
          becomeFollower(now);
        } else {
          reign.tick(now);
        }
      }
    }
  }

  private void standBack(long now) {
    if (!(role instanceof Role.Follower)) {
      becomeFollower(now);
    }
  }

  private void askForVotes(long now) {
    Ballot ballot = Ballot.above(highestSeen, self);
    PreVote ask = new PreVote(ballot, ledger.chosenUpTo());
    peers.forEach(peer -> outbox.send(peer, ask, 0));
    role = new Role.Candidate(ballot, Set.of(self), now);
    prepareIfGranted(Set.of(self), now);
  }

  private void prepareIfGranted(Set<ReplicaId> grants, long now) {
    if (ledger.quorums().isPhase1Quorum(grants)) {
      prepare(now);
    }
  }

  /// Phase 1a. The round is durable before anyone hears of it, so that no restart uses it again.
  private void prepare(long now) {
    Ballot ballot = Ballot.above(highestSeen, self);
    see(ballot);
    held++;
    following.forgetLeader();
    Prepare prepare = new Prepare(ballot, ledger.chosenUpTo());
    ownVotes.add(ledger.prepare(prepare));
    long after = outbox.written();
    peers.forEach(peer -> outbox.send(peer, prepare, after));
    role = new Role.Preparing(Campaign.of(prepare, ledger.quorums()), now, now);
  }

  private void persist(Role.Preparing preparing, long now) {
    if (now - preparing.startedAt() >= timing.electionTimeout()) {
      askForVotes(now);
    } else if (now - preparing.askedAt() >= timing.resendAfter()) {
      Campaign campaign = preparing.campaign();
      peers.stream()
          .filter(peer -> !campaign.promises().containsKey(peer))
          .forEach(peer -> outbox.send(peer, campaign.prepare(), outbox.written()));
      role = new Role.Preparing(campaign, preparing.startedAt(), now);
    }
  }

  private void lead(Campaign campaign, long now) {
    Inheritance inherited = campaign.inheritance();
    Reign reign = new Reign(self, peers, timing, ledger, outbox, campaign.ballot(), inherited, now);
    role = new Role.Leader(reign);
    following.takeAll().forEach(ticket -> reign.read(new Reads.Waiter.Local(ticket)));
    following.chosenElsewhere(inherited.chosenUpTo(), inherited.source());
    List<Decree> decrees = new ArrayList<>(inherited.decrees());
    decrees.add(new Decree.NoOp());
    ownVotes.add(reign.propose(decrees, now));
  }

  private void becomeFollower(long now) {
    if (role instanceof Role.Leader(Reign reign)) {
      for (Reads.Waiter waiter : reign.releaseReads()) {
        switch (waiter) {
          case Reads.Waiter.Local(long ticket) -> following.addRead(ticket);
          case Reads.Waiter.Remote(long token, long _) ->
              outbox.answer(token, new Message.NotNow("this replica leads no more"), 0);
        }
      }
    }
    role = new Role.Follower();
    following.abandon(now);
  }

  private void see(Ballot ballot) {
    highestSeen = highestSeen.isBelow(ballot) ? ballot : highestSeen;
  }
}
