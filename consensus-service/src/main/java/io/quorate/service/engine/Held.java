package io.quorate.service.engine;

import java.util.ArrayDeque;
import java.util.Queue;

/// Messages that may only leave once what they rest on is durable (I6). Confined to the engine's
/// thread.
final class Held {
  private record Message(long after, Runnable send) {}

  private final Queue<Message> messages = new ArrayDeque<>();
  private long durable;

  /// Sends now, or once the writes up to `after` are durable. Numbers come in growing order, but
  /// for 0, which waits for nothing.
  void send(long after, Runnable send) {
    if (after <= durable) {
      send.run();
    } else {
      messages.add(new Message(after, send));
    }
  }

  /// The writes up to here are durable.
  void durable(long sequence) {
    durable = sequence;
    while (!messages.isEmpty() && messages.peek().after() <= sequence) {
      messages.remove().send().run();
    }
  }

  long durable() {
    return durable;
  }
}
