package io.quorate.service.engine;

import io.quorate.core.paxos.Command;
import io.quorate.core.quorum.ReplicaId;
import java.util.List;

/// Passes commands on to the leader, a batch at a time: while a few are on their way, the next ones
/// gather. Confined to the engine's thread, but for the answers, which it takes there.
final class Forwarder {
  /// Takes an answer on the engine's thread.
  interface Answers {
    /// This is what became of these commands.
    void ended(List<Command> commands, Forwarding forwarding);

    /// Nobody knows what became of them.
    void lost(List<Command> commands);
  }

  private final Transport transport;
  private final EngineSettings settings;
  private int underWay;
  private long leaders;
  private long notBefore;

  Forwarder(Transport transport, EngineSettings settings) {
    this.transport = transport;
    this.settings = settings;
  }

  /// How many batches are on their way.
  int underWay() {
    return underWay;
  }

  /// Whether another batch may be sent.
  boolean isFree(long now) {
    return underWay < settings.forwardsInFlight() && now >= notBefore;
  }

  /// Sends a batch; the answer comes through `loop`, which runs things on the engine's thread.
  void forward(ReplicaId leader, List<Command> commands, Loop loop, Answers answers) {
    underWay++;
    long term = leaders;
    var _ =
        transport
            .forward(leader, commands)
            .whenComplete((forwarding, failure) ->
                loop.post(() -> {
                  // What was sent to an earlier leader may come back late and holds up nobody.
                  underWay -= term == leaders ? 1 : 0;
                  if (failure == null) {
                    answers.ended(commands, forwarding);
                  } else {
                    answers.lost(commands);
                  }
                }));
  }

  /// The leader did not take them: do not ask again at once.
  void pauseUntil(long time) {
    notBefore = time;
  }

  /// There is another leader to ask.
  void leaderChanged() {
    leaders++;
    underWay = 0;
    notBefore = 0;
  }

  /// Runs things on the engine's thread, one after another.
  @FunctionalInterface
  interface Loop {
    void post(Runnable event);
  }
}
