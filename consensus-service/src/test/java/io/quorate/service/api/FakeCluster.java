package io.quorate.service.api;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.service.engine.LogView;
import io.quorate.service.engine.Standing;
import io.quorate.service.engine.Vote;
import io.quorate.service.engine.Witnesses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What replica `a` has on disk and what its peers would say, set up by a test.
final class FakeCluster implements Witnesses {
  private final List<AcceptedDecree> own = new ArrayList<>();
  private int atOnce = Integer.MAX_VALUE;
  private final Map<ReplicaId, Standing> standings = new TreeMap<>();
  private final Map<ReplicaId, List<Vote>> votes = new TreeMap<>();

  synchronized void reset() {
    own.clear();
    atOnce = Integer.MAX_VALUE;
    standings.clear();
    votes.clear();
  }

  /// This replica has voted so.
  synchronized void voted(AcceptedDecree vote) {
    own.add(vote);
  }

  /// This peer answers, and has voted so.
  synchronized void voted(String peer, AcceptedDecree... accepted) {
    List<Vote> known = votes.computeIfAbsent(new ReplicaId(peer), _ -> new ArrayList<>());
    List.of(accepted).forEach(vote -> known.add(Vote.of(vote)));
  }

  /// This peer answers, and stands here.
  synchronized void stands(String peer, Standing standing) {
    standings.put(new ReplicaId(peer), standing);
  }

  /// What is on this replica's disk.
  LogView ownLog() {
    return this::ownVotes;
  }

  /// Gives out so few votes at a time, as a store does when they are large.
  synchronized void votesAtOnce(int most) {
    atOnce = most;
  }

  private synchronized List<AcceptedDecree> ownVotes(long fromSlot, int limit) {
    return own.stream()
        .filter(vote -> vote.slot() >= fromSlot)
        .sorted(Comparator.comparingLong(AcceptedDecree::slot))
        .limit(Math.min(limit, atOnce))
        .toList();
  }

  @Override
  public synchronized Map<ReplicaId, Standing> standings() {
    return Map.copyOf(standings);
  }

  @Override
  public synchronized Map<ReplicaId, List<Vote>> votes(long fromSlot, int limit) {
    Map<ReplicaId, List<Vote>> found = new TreeMap<>();
    votes.forEach((peer, all) ->
        found.put(
            peer, all.stream().filter(vote -> vote.slot() >= fromSlot).limit(limit).toList()));
    return found;
  }
}
