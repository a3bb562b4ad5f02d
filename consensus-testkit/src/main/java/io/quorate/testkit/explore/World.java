package io.quorate.testkit.explore;

import io.quorate.core.paxos.Message.Promise;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.testkit.explore.Event.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What can happen next in a world of acceptors and two proposers.
///
/// Every request that was ever sent can be delivered at any time, to any acceptor, again and again:
/// that is delay, reordering and duplication, and not delivering it is loss. Replies too stay where
/// a proposer finds them: what it collects is nobody else's to see, so collecting is no event of
/// its own, only the quorum that it ends with is.
final class World {
  /// Is told every world that can come next.
  interface Visitor {
    /// A world; the array of its acceptors is changed by the next step.
    void reached(int proposers, int[] acceptors, Event by);
  }

  private static final int SYNC = 1022;
  private static final int CRASH = 1023;
  final Acceptors acceptors;
  final Proposers proposers;
  private final Bounds bounds;
  private final Codes codes;
  private final List<ReplicaId> names;
  private final List<List<Integer>> mayWin;
  private final List<List<List<Integer>>> phase2;
  private final int[] after;
  private final LongIndex acceptorSteps = new LongIndex();
  private final LongIndex forgotten = new LongIndex();
  private final LongIndex counted = new LongIndex();
  private final LongIndex checked = new LongIndex();
  private Event tried = new Event(Kind.SYNCS, 0, SYNC);
  private final LongIndex won = new LongIndex();

  World(Steps steps, Bounds bounds, Codes codes, boolean agreementOnly) {
    this.bounds = bounds;
    this.codes = codes;
    this.names = bounds.acceptors();
    this.after = new int[names.size()];
    this.mayWin = Quorums.winning(bounds);
    this.phase2 = bounds.systems().stream().map(Quorums::minimalPhase2).toList();
    this.acceptors = new Acceptors(steps, bounds, agreementOnly);
    this.proposers = new Proposers(steps, bounds);
  }

  /// Shows all that can come next; of acceptors in equal states only the first one moves.
  void next(int global, int[] local, Visitor visitor) {
    for (int who = 0; who < local.length; who++) {
      if (codes.isRepeated(local, who)) {
        continue;
      }
      deliver(global, local, who, visitor);
      takeStep(global, local, new Event(Kind.SYNCS, who, SYNC), visitor);
      takeStep(global, local, new Event(Kind.CRASHES, who, CRASH), visitor);
      if (bounds.learning()) {
        fetch(global, local, who, visitor);
      }
    }
    for (int ballot = 0; ballot < bounds.ballots(); ballot++) {
      propose(global, local, ballot, visitor);
    }
  }

  private void deliver(int global, int[] local, int who, Visitor visitor) {
    for (int request : proposers.sent(global)) {
      takeStep(global, local, new Event(Kind.RECEIVES, who, request), visitor);
    }
  }

  private void takeStep(int global, int[] local, Event event, Visitor visitor) {
    tried = event;
    changed(global, local, event.who(), step(local[event.who()], event.what()), event, visitor);
  }

  /// The acceptor's step that was tried last, for the story of a world that ends in it.
  Event tried() {
    return tried;
  }

  private void fetch(int global, int[] local, int who, Visitor visitor) {
    for (int peer = 0; peer < local.length; peer++) {
      Memory stored = acceptors.durable(local[peer]);
      if (codes.isRepeated(local, peer)) {
        continue;
      }
      long known = stored.paxos().chosenUpTo();
      for (long slot = acceptors.chosenUpTo(local[who]) + 1; slot <= known; slot++) {
        int more = acceptors.fetch(local[who], slot, stored);
        changed(global, local, who, more, new Event(Kind.FETCHES, who, (int) slot), visitor);
      }
    }
  }

  private void propose(int global, int[] local, int ballot, Visitor visitor) {
    if (proposers.canBegin(global, ballot)) {
      begin(global, local, ballot, visitor);
    }
    if (!proposers.isCurrent(global, ballot)) {
      return;
    }
    BallotState state = proposers.ballot(global, ballot);
    if (!state.leads()) {
      win(global, local, ballot, visitor);
      return;
    }
    if (proposers.canProposeMore(global, ballot)) {
      int after = proposers.proposeMore(global, ballot);
      moved(global, after, local, new Event(Kind.PROPOSES, ballot, 0), visitor);
    }
    if (!state.proposed().isEmpty()) {
      int after = count(global, local, ballot);
      moved(global, after, local, new Event(Kind.COUNTS, ballot, 0), visitor);
    }
  }

  private void begin(int global, int[] local, int ballot, Visitor visitor) {
    begin(global, local, ballot, 0, bounds.quorums(), visitor);
    for (int acceptor : local) {
      Memory memory = acceptors.memory(acceptor);
      for (long chosenUpTo = 1; chosenUpTo <= memory.paxos().chosenUpTo(); chosenUpTo++) {
        if (!isPassedBy(ballot, memory)) {
          begin(global, local, ballot, chosenUpTo, memory.quorumsAbove(chosenUpTo), visitor);
        }
      }
    }
  }

  /// Who knows that the change was chosen in a ballot prepares none below it.
  private static boolean isPassedBy(int ballot, Memory memory) {
    return memory.change().filter(row -> Ballots.number(row.ballot()) > ballot).isPresent();
  }

  private void begin(
      int global, int[] local, int ballot, long chosenUpTo, QuorumSystem quorums, Visitor visitor) {
    int begun = proposers.begin(global, ballot, chosenUpTo, quorums);
    moved(global, begun, local, new Event(Kind.BEGINS, ballot, (int) chosenUpTo), visitor);
  }

  private void win(int global, int[] local, int ballot, Visitor visitor) {
    for (List<Integer> quorum : mayWin) {
      for (List<Integer> promises : promises(local, ballot, quorum)) {
        Event event = new Event(Kind.WINS, ballot, quorum.stream().mapToInt(who -> 1 << who).sum());
        moved(global, win(global, ballot, quorum, promises), local, event, visitor);
      }
    }
  }

  private int win(int global, int ballot, List<Integer> quorum, List<Integer> promises) {
    long key = (long) global * bounds.ballots() + ballot;
    int bits = quorum.size() > 3 ? 10 : 12;
    for (int place = 0; place < quorum.size(); place++) {
      if (promises.get(place) >> bits != 0) {
        throw new IllegalStateException("the bounds are too large for this key");
      }
      key = (key << (bits + 2)) | (promises.get(place) << 2) | quorum.get(place);
    }
    int known = won.get(key);
    if (known != LongIndex.ABSENT) {
      return known;
    }
    Map<ReplicaId, Promise> heard = new TreeMap<>();
    for (int place = 0; place < quorum.size(); place++) {
      ReplicaId from = names.get(quorum.get(place));
      heard.put(from, acceptors.promise(promises.get(place)));
    }
    int leading =
        proposers.isWonByTheLast(global, ballot, heard)
            ? proposers.promised(global, ballot, heard)
            : global;
    won.put(key, leading);
    return leading;
  }

  /// Every way to hear one promise of each of these acceptors.
  private List<List<Integer>> promises(int[] local, int ballot, List<Integer> quorum) {
    List<List<Integer>> all = List.of(List.of());
    for (int who : quorum) {
      List<Integer> sent = acceptors.promises(local[who], ballot);
      if (sent.isEmpty()) {
        return List.of();
      }
      all = all.stream().flatMap(some -> sent.stream().map(one -> plus(some, one))).toList();
    }
    return all;
  }

  private static List<Integer> plus(List<Integer> some, int one) {
    List<Integer> more = new ArrayList<>(some);
    more.add(one);
    return more;
  }

  private int count(int global, int[] local, int ballot) {
    long mask = (1L << bounds.slots()) - 1;
    long[] accepted = new long[local.length];
    long key = (long) global * bounds.ballots() + ballot;
    for (int who = 0; who < local.length; who++) {
      accepted[who] = acceptors.state(local[who]).accepted();
      key = (key << bounds.slots()) | ((accepted[who] >> (ballot * bounds.slots())) & mask);
    }
    int known = counted.get(key);
    if (known != LongIndex.ABSENT) {
      return known;
    }
    int after = proposers.count(global, ballot, accepted, acceptors);
    counted.put(key, after);
    return after;
  }

  private int step(int local, int request) {
    long key = ((long) local << 10) | request;
    int known = acceptorSteps.get(key);
    if (known != LongIndex.ABSENT) {
      return known;
    }
    int after =
        switch (request) {
          case SYNC -> acceptors.sync(local);
          case CRASH -> acceptors.crash(local);
          default -> acceptors.receive(local, proposers.request(request));
        };
    acceptorSteps.put(key, after);
    return after;
  }

  private void changed(int global, int[] local, int who, int now, Event by, Visitor visitor) {
    int left = read(global, now);
    if (left != local[who]) {
      System.arraycopy(local, 0, after, 0, local.length);
      after[who] = left;
      visitor.reached(global, after, by);
    }
  }

  private void moved(int before, int now, int[] local, Event by, Visitor visitor) {
    if (now != before) {
      for (int who = 0; who < local.length; who++) {
        after[who] = read(now, local[who]);
      }
      visitor.reached(now, after, by);
    }
  }

  /// The acceptor without the promises that nobody reads any more.
  private int read(int global, int local) {
    if (acceptors.state(local).promises().isEmpty()) {
      return local;
    }
    int preparing = proposers.preparing(global);
    long key = ((long) local << 10) | preparing;
    int known = forgotten.get(key);
    if (known != LongIndex.ABSENT) {
      return known;
    }
    int after = acceptors.forgetPromises(local, preparing);
    forgotten.put(key, after);
    return after;
  }

  /// I1 and I6 of each acceptor, I3 and I4 of all together.
  void check(int global, int[] local) {
    for (int acceptor : local) {
      acceptors.checkWord(acceptor);
    }
    long byOld = votesOf(phase2.getFirst(), local);
    long byNew = votesOf(phase2.getLast(), local);
    long key = ((long) global << 24) | (byOld << 12) | byNew;
    if (checked.get(key) == LongIndex.ABSENT) {
      proposers.check(global, byOld, byNew, acceptors);
      checked.put(key, 1);
    }
  }

  /// The slots and ballots that some quorum of these has accepted, a bit each.
  private long votesOf(List<List<Integer>> quorums, int[] local) {
    long chosen = 0;
    for (List<Integer> quorum : quorums) {
      long all = -1;
      for (int who : quorum) {
        all &= acceptors.state(local[who]).accepted();
      }
      chosen |= all;
    }
    return chosen;
  }
}
