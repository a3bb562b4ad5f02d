package io.quorate.testkit.explore;

import io.quorate.core.paxos.Message.Promise;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.testkit.explore.Event.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What can happen next in a world of three acceptors and two proposers.
///
/// Every request that was ever sent can be delivered at any time, to any acceptor, again and again:
/// that is delay, reordering and duplication, and not delivering it is loss. Replies too stay where
/// a proposer finds them: what it collects is nobody else's to see, so collecting is no event of
/// its own, only the quorum that it ends with is.
final class World {
  /// Is told every world that can come next.
  interface Visitor {
    void reached(int proposers, int first, int second, int third, Event by);
  }

  private static final int SYNC = 1022;
  private static final int CRASH = 1023;
  private static final List<List<Integer>> PHASE_1 = minimalQuorums(true);
  private static final List<List<Integer>> PHASE_2 = minimalQuorums(false);

  final Acceptors acceptors;
  final Proposers proposers;
  private final Bounds bounds;
  private final LongIndex acceptorSteps = new LongIndex();
  private final LongIndex forgotten = new LongIndex();
  private final LongIndex counted = new LongIndex();
  private final LongIndex checked = new LongIndex();
  private Event tried = new Event(Kind.SYNCS, 0, SYNC);
  private final LongIndex won = new LongIndex();

  World(Steps steps, Bounds bounds, boolean agreementOnly) {
    this.bounds = bounds;
    this.acceptors = new Acceptors(steps, bounds, agreementOnly);
    this.proposers = new Proposers(steps, bounds);
  }

  /// Shows all that can come next; of acceptors in equal states only the first one moves.
  void next(int global, int[] local, Visitor visitor) {
    for (int who = 0; who < 3; who++) {
      if ((who > 0 && local[who] == local[who - 1]) || (who > 1 && local[2] == local[0])) {
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
    long known = 0;
    for (int peer : local) {
      known = Math.max(known, acceptors.durablyChosenUpTo(peer));
    }
    for (long slot = acceptors.chosenUpTo(local[who]) + 1; slot <= known; slot++) {
      int after = acceptors.fetch(local[who], slot);
      changed(global, local, who, after, new Event(Kind.FETCHES, who, (int) slot), visitor);
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
    long known = 0;
    for (int acceptor : local) {
      known = Math.max(known, acceptors.chosenUpTo(acceptor));
    }
    for (long chosenUpTo = 0; chosenUpTo <= known; chosenUpTo++) {
      int after = proposers.begin(global, ballot, chosenUpTo);
      moved(global, after, local, new Event(Kind.BEGINS, ballot, (int) chosenUpTo), visitor);
    }
  }

  private void win(int global, int[] local, int ballot, Visitor visitor) {
    for (List<Integer> quorum : PHASE_1) {
      for (List<Integer> promises : promises(local, ballot, quorum)) {
        Event event = new Event(Kind.WINS, ballot, quorum.stream().mapToInt(who -> 1 << who).sum());
        moved(global, win(global, ballot, quorum, promises), local, event, visitor);
      }
    }
  }

  private int win(int global, int ballot, List<Integer> quorum, List<Integer> promises) {
    long key = (long) global * bounds.ballots() + ballot;
    for (int place = 0; place < quorum.size(); place++) {
      key = (key << 14) | (promises.get(place) << 2) | quorum.get(place);
    }
    int known = won.get(key);
    if (known != LongIndex.ABSENT) {
      return known;
    }
    Map<ReplicaId, Promise> heard = new TreeMap<>();
    for (int place = 0; place < quorum.size(); place++) {
      ReplicaId from = Ballots.ACCEPTORS.get(quorum.get(place));
      heard.put(from, acceptors.promise(promises.get(place)));
    }
    int after = proposers.promised(global, ballot, heard);
    won.put(key, after);
    return after;
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
    long[] accepted = new long[3];
    long key = (long) global * bounds.ballots() + ballot;
    for (int who = 0; who < 3; who++) {
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

  private void changed(int global, int[] local, int who, int after, Event by, Visitor visitor) {
    int left = read(global, after);
    if (left != local[who]) {
      visitor.reached(
          global,
          who == 0 ? left : local[0],
          who == 1 ? left : local[1],
          who == 2 ? left : local[2],
          by);
    }
  }

  private void moved(int before, int after, int[] local, Event by, Visitor visitor) {
    if (after != before) {
      visitor.reached(
          after, read(after, local[0]), read(after, local[1]), read(after, local[2]), by);
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
    long chosen = 0;
    for (List<Integer> quorum : PHASE_2) {
      long all = -1;
      for (int who : quorum) {
        all &= acceptors.state(local[who]).accepted();
      }
      chosen |= all;
    }
    long key = ((long) global << 24) | chosen;
    if (checked.get(key) == LongIndex.ABSENT) {
      proposers.check(global, chosen, acceptors);
      checked.put(key, 1);
    }
  }

  /// The smallest sets of acceptors that are a quorum of this phase.
  static List<List<Integer>> minimalQuorums(boolean phase1) {
    List<List<Integer>> subsets =
        List.of(
            List.of(0),
            List.of(1),
            List.of(2),
            List.of(0, 1),
            List.of(0, 2),
            List.of(1, 2),
            List.of(0, 1, 2));
    List<List<Integer>> minimal = new ArrayList<>();
    for (List<Integer> subset : subsets) {
      Set<ReplicaId> votes = new HashSet<>();
      subset.forEach(who -> votes.add(Ballots.ACCEPTORS.get(who)));
      boolean enough =
          phase1 ? Ballots.QUORUMS.isPhase1Quorum(votes) : Ballots.QUORUMS.isPhase2Quorum(votes);
      if (enough && minimal.stream().noneMatch(subset::containsAll)) {
        minimal.add(subset);
      }
    }
    return minimal;
  }
}
