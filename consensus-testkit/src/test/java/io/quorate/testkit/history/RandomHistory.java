package io.quorate.testkit.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/// Clients that race for a store which carries out one operation at a time: the history is
/// linearizable by construction. Some operations are refused, some lose their answer and take
/// effect late or never.
final class RandomHistory<I, O> {

  private final Random random;
  private final Supplier<I> inputs;
  private final Function<I, O> store;
  private final double unknownRate;
  private final HistoryRecorder<I, O> recorder = new HistoryRecorder<>();
  private final List<I> late = new ArrayList<>();
  private int invoked;

  RandomHistory(Random random, Supplier<I> inputs, Function<I, O> store, double unknownRate) {
    this.random = random;
    this.inputs = inputs;
    this.store = store;
    this.unknownRate = unknownRate;
  }

  History<I, O> run(int clients, int operations) {
    List<Client> idle = new ArrayList<>();
    List<Client> busy = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      idle.add(new Client("c" + i));
    }
    while (invoked < operations || !busy.isEmpty()) {
      maybeLateEffect();
      boolean start = busy.isEmpty() || (!idle.isEmpty() && random.nextBoolean());
      if (start && invoked < operations) {
        Client client = idle.remove(random.nextInt(idle.size()));
        client.start();
        busy.add(client);
      } else {
        Client client = busy.get(random.nextInt(busy.size()));
        if (client.advance()) {
          busy.remove(client);
          idle.add(client);
        }
      }
    }
    return recorder.history();
  }

  private void maybeLateEffect() {
    if (!late.isEmpty() && random.nextInt(8) == 0) {
      O _ = store.apply(late.remove(random.nextInt(late.size())));
    }
  }

  private final class Client {
    private final String name;
    private final List<Runnable> steps = new ArrayList<>();

    Client(String name) {
      this.name = name;
    }

    void start() {
      I input = inputs.get();
      HistoryRecorder<I, O>.Call call = recorder.invoke(name, input);
      invoked++;
      if (random.nextDouble() < unknownRate) {
        steps.add(() -> late.add(input));
        steps.add(call::unknown);
        return;
      }
      if (random.nextInt(20) == 0) {
        steps.add(call::failed);
        return;
      }
      steps.add(() -> {
        O output = store.apply(input);
        steps.add(() -> call.ok(output));
      });
    }

    boolean advance() {
      steps.removeFirst().run();
      return steps.isEmpty();
    }
  }
}
