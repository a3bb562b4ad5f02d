package io.quorate.testkit.sim;

import io.quorate.testkit.history.HistoryRecorder;
import io.quorate.testkit.history.KvAnswer;
import io.quorate.testkit.history.KvCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The end of a simulation: everything that was broken is mended, and within a bounded time each
/// replica that may vote takes a write, takes a read, and holds the same log as the others; one
/// that lost its disk says that it does not vote.
final class Healing {
  private static final long BOUND = 10 * Agenda.SECOND;

  private final World world;
  private final HistoryRecorder<KvCall, KvAnswer> history;
  private final Workload workload;
  private final List<Node> voters = new ArrayList<>();
  private int open;

  Healing(World world, HistoryRecorder<KvCall, KvAnswer> history, Workload workload) {
    this.world = world;
    this.history = history;
    this.workload = workload;
  }

  void run() {
    world.trace.line("all is mended");
    mend();
    long end = world.agenda.now() + BOUND;
    voters.forEach(this::probe);
    while (!isWell()) {
      if (world.agenda.now() > end) {
        throw new Violation("progress within 10 s", describe());
      }
      world.agenda.advance();
    }
  }

  private void mend() {
    world.links.mendAll();
    world.links.become(world.setting.network().mended());
    List<Node> spared = spared();
    for (Node node : world.nodes) {
      node.wake();
      node.start();
      if (spared.contains(node)) {
        afflict(node);
      } else if (!node.isWiped()) {
        voters.add(node);
      }
    }
  }

  /// As many replicas as the others can do without, the leaders first.
  private List<Node> spared() {
    if (world.setting.aftermath() == Setting.Aftermath.NONE) {
      return List.of();
    }
    List<Node> gone = new ArrayList<>(world.nodes.stream().filter(Node::isWiped).toList());
    List<Node> spared = new ArrayList<>();
    List<Node> leadersFirst = new ArrayList<>(world.nodes);
    leadersFirst.sort(Comparator.comparing(node -> !node.leads()));
    for (Node node : leadersFirst) {
      if (!gone.contains(node)) {
        gone.add(node);
        if (world.canSpare(gone)) {
          spared.add(node);
        } else {
          gone.remove(node);
        }
      }
    }
    return spared;
  }

  private void afflict(Node node) {
    world.trace.line(node + " stays " + world.setting.aftermath());
    switch (world.setting.aftermath()) {
      case NONE -> {}
      case DOWN -> node.crash(world.dice.chance(0.5));
      case HUNG -> node.disk().hang(Long.MAX_VALUE);
      case DEAF -> world.nodes.forEach(other -> world.links.cut(other.index(), node.index()));
      case MUTE -> world.nodes.forEach(other -> world.links.cut(node.index(), other.index()));
    }
  }

  /// One write and one read at this replica.
  private void probe(Node node) {
    Client client = new Client(world, history, "probe of " + node);
    KvCall write = new KvCall.Put("probe " + node, "written");
    KvCall read = new KvCall.Get("k0");
    open++;
    insist(client, node, write, () -> insist(client, node, read, () -> open--));
  }

  /// What comes next begins when the replica is done with what it answers in.
  private void insist(Client client, Node node, KvCall call, Runnable whenDone) {
    client.callOnly(
        call,
        node,
        answer -> {
          if (answer.isPresent()) {
            world.agenda.after(0, whenDone);
          } else {
            insist(client, node, call, whenDone);
          }
        });
  }

  private boolean isWell() {
    return open == 0
        && workload.isQuiet()
        && world.nodes.stream().filter(Node::isWiped).allMatch(Healing::saysWhy)
        && voters.stream().mapToLong(Healing::appliedSlot).distinct().count() == 1;
  }

  private static long appliedSlot(Node node) {
    return node.life().orElseThrow().store().appliedSlot();
  }

  /// A replica that lost its disk does not vote, and says why.
  private static boolean saysWhy(Node node) {
    return node.life().orElseThrow().status().whyNoVote().orElse("").contains("another store");
  }

  private String describe() {
    StringBuilder text = new StringBuilder();
    text.append(open).append(" probes open, clients quiet: ").append(workload.isQuiet());
    for (Node node : world.nodes) {
      text.append("\n  ").append(node).append(": ");
      text.append(node.life().map(life -> life.status().toString()).orElse("down"));
    }
    return text.toString();
  }
}
