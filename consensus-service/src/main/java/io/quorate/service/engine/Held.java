package io.quorate.service.engine;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/// Messages that may only leave once what they rest on is durable (I6), each as soon as that is.
/// Confined to the engine's thread.
final class Held {
  private record Message(long after, long place, Runnable send) {}

  private final Queue<Message> messages =
      new PriorityQueue<>(
          Comparator.comparingLong(Message::after).thenComparingLong(Message::place));
  private long durable;
  private long place;

  /// Sends now, or once the writes up to `after` are durable; 0 waits for nothing.
  void send(long after, Runnable send) {
    if (after <= durable) {
      send.run();
    } else {
      messages.add(new Message(after, place++, send));
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
