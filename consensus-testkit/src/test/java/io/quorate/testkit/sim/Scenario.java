package io.quorate.testkit.sim;

import io.quorate.testkit.history.HistoryRecorder;
import io.quorate.testkit.history.KvAnswer;
import io.quorate.testkit.history.KvCall;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/// A world in which only that happens which a test says, written down as it happens.
final class Scenario {
  private static final long PATIENCE = 10 * Agenda.SECOND;

  private final World world;
  private final Client client;

  Scenario(int replicas) {
    world = new World(Setting.calm(replicas), new Dice(1), Tampering.NONE, true);
    client = new Client(world, new HistoryRecorder<>(), "client");
  }

  /// A line of its own in the transcript.
  void chapter(String title) {
    world.trace.line("--- " + title);
  }

  void startAll() {
    world.nodes.forEach(Node::start);
  }

  /// The replica that leads and may serve, as soon as there is one.
  Node leader() {
    until(() -> world.nodes.stream().anyMatch(Scenario::serves));
    return world.nodes.stream().filter(Scenario::serves).findFirst().orElseThrow();
  }

  private static boolean serves(Node node) {
    return node.life().map(life -> life.status().established()).orElse(false);
  }

  /// One that runs and does not lead.
  Node follower() {
    return world.up().stream().filter(node -> !node.leads()).findFirst().orElseThrow();
  }

  /// Calls a replica and waits for its answer.
  KvAnswer call(Node node, KvCall call) {
    AtomicReference<Optional<KvAnswer>> told = new AtomicReference<>(Optional.empty());
    client.callOnly(call, node, told::set);
    until(() -> told.get().isPresent());
    return told.get().orElseThrow();
  }

  /// Lets all replicas that run apply the same.
  void settle() {
    until(() -> world.up().stream().mapToLong(Scenario::applied).distinct().count() == 1);
  }

  private static long applied(Node node) {
    return node.life().orElseThrow().store().appliedSlot();
  }

  void passTime(long millis) {
    long end = world.agenda.now() + millis * Agenda.MILLI;
    until(() -> world.agenda.now() >= end);
  }

  private void until(BooleanSupplier condition) {
    long end = world.agenda.now() + PATIENCE;
    while (!condition.getAsBoolean()) {
      if (world.agenda.now() > end) {
        throw new AssertionError("it does not come to that:\n" + transcript());
      }
      world.agenda.advance();
    }
  }

  /// What happened, without the heartbeats.
  String transcript() {
    StringBuilder text = new StringBuilder();
    world.trace.lines().stream()
        .filter(line -> !line.contains("Learn[") && !line.contains("Learned["))
        .forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
