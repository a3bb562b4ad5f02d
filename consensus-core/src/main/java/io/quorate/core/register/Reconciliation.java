package io.quorate.core.register;

import io.quorate.core.register.RegisterMessage.Enumerate;
import io.quorate.core.register.RegisterMessage.Held;
import io.quorate.core.register.RegisterMessage.Query;
import io.quorate.core.register.RegisterMessage.Reply;
import io.quorate.core.register.RegisterMessage.Request;
import io.quorate.core.register.RegisterMessage.Update;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/// One exchange of a member with a peer, after which each holds what the other held: goes down both
/// [Summary]s side by side to the leaves that differ, compares the versions there, pulls what the
/// peer has newer and pushes what it has older.
///
/// It decides nothing about the registers: what is pulled or pushed is a copy that some member
/// holds, offered as a read's write-back is. Used once, by the thread of the member; an exchange
/// that loses a message is simply given up.
public final class Reconciliation {
  private static final int NODES = 64;
  private static final int LEAVES = 16;
  private static final int COPIES = 32;

  private final RegisterMember own;
  private final Queue<Integer> nodes = new ArrayDeque<>(List.of(Summary.ROOT));
  private final Queue<Integer> leaves = new ArrayDeque<>();
  private final Queue<Version> pulls = new ArrayDeque<>();
  private final Queue<Version> pushes = new ArrayDeque<>();
  private Optional<Request> asked = Optional.empty();
  private List<Version> pulling = List.of();
  private int pulled;
  private int pushed;

  /// An exchange that is yet to begin.
  public Reconciliation(RegisterMember own) {
    this.own = own;
  }

  /// What to ask the peer next; empty when both agree.
  public Optional<Request> next() {
    asked = nextRequest();
    return asked;
  }

  private Optional<Request> nextRequest() {
    if (!pulls.isEmpty()) {
      pulling = take(pulls, COPIES);
      return Optional.of(new RegisterMessage.Read(pulling.stream().map(this::query).toList()));
    }
    // A tombstone may have been collected since it was compared.
    pushes.removeIf(version -> own.copy(version.key()).equals(Copy.NONE));
    if (!pushes.isEmpty()) {
      List<Version> some = take(pushes, COPIES);
      return Optional.of(new RegisterMessage.Write(some.stream().map(this::update).toList()));
    }
    if (!leaves.isEmpty()) {
      return Optional.of(new Enumerate(take(leaves, LEAVES)));
    }
    if (!nodes.isEmpty()) {
      return Optional.of(new RegisterMessage.Compare(take(nodes, NODES)));
    }
    return Optional.empty();
  }

  private static <T> List<T> take(Queue<T> queue, int limit) {
    List<T> taken = new ArrayList<>();
    while (!queue.isEmpty() && taken.size() < limit) {
      taken.add(queue.remove());
    }
    return taken;
  }

  private Query query(Version version) {
    return new Query(version.key(), Optional.empty());
  }

  private Update update(Version version) {
    return new Update(version.key(), own.copy(version.key()), own.floor(), Optional.empty());
  }

  /// The peer has answered what [#next()] asked last.
  ///
  /// @return what the own member is to hold, if anything: to be given to it as a write, and durable
  ///   before the exchange counts as done
  public List<Update> answered(Reply reply) {
    Request question = asked.orElseThrow();
    switch (reply) {
      case RegisterMessage.Sums(List<Long> sums) -> compare(question, sums);
      case RegisterMessage.Listed(List<Version> theirs) -> compareVersions(question, theirs);
      case RegisterMessage.Found(List<Held> held) -> {
        return pulled(held);
      }
      case RegisterMessage.Kept(List<Boolean> kept) ->
          pushed += (int) kept.stream().filter(one -> one).count();
      case RegisterMessage.Confirmed _, RegisterMessage.Raised _, RegisterMessage.Forgotten _ ->
          throw new IllegalArgumentException("not an answer to " + question + ": " + reply);
    }
    return List.of();
  }

  private void compare(Request question, List<Long> sums) {
    List<Integer> compared = ((RegisterMessage.Compare) question).nodes();
    for (int place = 0; place < compared.size(); place++) {
      int node = compared.get(place);
      if (own.summary().sum(node) == sums.get(place)) {
        continue;
      }
      if (Summary.isLeaf(node)) {
        leaves.add(node);
      } else {
        nodes.addAll(Summary.childrenOf(node));
      }
    }
  }

  private void compareVersions(Request question, List<Version> theirs) {
    Map<String, Tag> mine = new HashMap<>();
    List<Integer> listed = ((Enumerate) question).leaves();
    own.versions(listed).forEach(version -> mine.put(version.key(), version.tag()));
    for (Version version : theirs) {
      Tag ours = mine.getOrDefault(version.key(), Tag.ZERO);
      if (ours.isBelow(version.tag())) {
        pulls.add(version);
      }
      if (!version.tag().isBelow(ours)) {
        mine.remove(version.key());
      }
    }
    mine.forEach((key, tag) -> pushes.add(new Version(key, tag)));
  }

  private List<Update> pulled(List<Held> held) {
    List<Update> updates = new ArrayList<>();
    for (int place = 0; place < held.size(); place++) {
      Held one = held.get(place);
      if (!one.copy().tag().equals(Tag.ZERO)) {
        String key = pulling.get(place).key();
        updates.add(new Update(key, one.copy(), one.floor(), Optional.empty()));
      }
    }
    pulled += updates.size();
    return updates;
  }

  /// How many copies the own member was given so far.
  public int pulled() {
    return pulled;
  }

  /// How many copies the peer took so far.
  public int pushed() {
    return pushed;
  }
}
