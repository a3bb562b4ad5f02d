package io.quorate.testkit.sim;

import io.quorate.testkit.history.HistoryRecorder;
import io.quorate.testkit.history.KvAnswer;
import io.quorate.testkit.history.KvCall;
import java.util.ArrayList;
import java.util.List;

/// Clients that put, get and delete a few keys, with and without conditions, until they are told to
/// stop.
final class Workload {
  private final World world;
  private final List<Client> clients = new ArrayList<>();
  private long values;
  private int busy;
  private boolean closing;

  Workload(World world, HistoryRecorder<KvCall, KvAnswer> history) {
    this.world = world;
    for (int i = 1; i <= world.setting.clients(); i++) {
      clients.add(new Client(world, history, "client" + i));
    }
  }

  void start() {
    clients.forEach(this::rest);
  }

  private void rest(Client client) {
    world.agenda.after(world.dice.between(0, world.setting.maxThink()), () -> next(client));
  }

  private void next(Client client) {
    if (closing) {
      return;
    }
    busy++;
    client.call(
        draw(),
        _ -> {
          busy--;
          rest(client);
        });
  }

  private KvCall draw() {
    Dice dice = world.dice;
    String key = "k" + dice.below(world.setting.keys());
    int kind = dice.below(100);
    if (kind < 40) {
      return new KvCall.Get(key);
    }
    if (kind < 75) {
      return new KvCall.Put(key, value());
    }
    if (kind < 85) {
      return new KvCall.Put(key, value(), condition());
    }
    return kind < 95 ? new KvCall.Delete(key) : new KvCall.Delete(key, revision());
  }

  private String value() {
    return "v" + ++values;
  }

  private KvCall.Condition condition() {
    return world.dice.chance(0.4) ? new KvCall.IfAbsent() : revision();
  }

  /// Near the newest revision, so that it holds now and then.
  private KvCall.Condition revision() {
    long newest =
        world.up().stream()
            .mapToLong(node -> node.life().orElseThrow().store().revision())
            .max()
            .orElse(1);
    return new KvCall.IfMatch(Math.max(1, newest - world.dice.below(world.setting.keys() + 1)));
  }

  /// Begins no more calls.
  void close() {
    closing = true;
  }

  /// Whether no call is under way.
  boolean isQuiet() {
    return busy == 0;
  }
}
