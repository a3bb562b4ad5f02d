package io.quorate.service.peer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quorate.core.quorum.ReplicaId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// The way to one peer: kept-alive connections, and a bound on what is under way. Safe for any
/// thread.
final class PeerLink {
  /// What a link carries at once. A peer that answers leaves it far from that; for one that does
  /// not, failing at once is better than a queue.
  static final int MAX_UNDER_WAY = 64;

  /// Nothing left this replica.
  static final class NotSentException extends IOException {
    private static final long serialVersionUID = 1L;

    NotSentException(String message) {
      super(message);
    }
  }

  /// What is the same for every message of a route. The builder is only copied.
  private record Way(HttpRequest.Builder request, Timer roundTrip, Counter failures) {}

  private final ReplicaId peer;
  private final HttpClient client;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Map<Route, Way> ways = new EnumMap<>(Route.class);

  /// @param timeout how long a message and its answer may take
  PeerLink(ReplicaId peer, URI base, HttpClient client, Duration timeout, MeterRegistry meters) {
    this.peer = peer;
    this.client = client;
    for (Route route : Route.values()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(base + route.path()))
              .timeout(timeout)
              .header("Accept", MessageCodec.MEDIA_TYPE);
      ways.put(route, new Way(request, roundTrip(route, meters), failures(route, meters)));
    }
  }

  private Timer roundTrip(Route route, MeterRegistry meters) {
    return Timer.builder("quorate.peer.round.trip")
        .description("From a message to its answer")
        .tag("peer", peer.value())
        .tag("message", route.tag())
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofNanos(100_000))
        .maximumExpectedValue(Duration.ofSeconds(10))
        .register(meters);
  }

  private Counter failures(Route route, MeterRegistry meters) {
    return Counter.builder("quorate.peer.failures")
        .description("Messages that got no answer")
        .tag("peer", peer.value())
        .tag("message", route.tag())
        .register(meters);
  }

  private Way way(Route route) {
    return Objects.requireNonNull(ways.get(route));
  }

  /// Sends a message.
  ///
  /// @param message from position 0 to its limit, in an array that stays as it is
  CompletableFuture<HttpResponse<byte[]>> post(Route route, ByteBuffer message) {
    Way way = way(route);
    HttpRequest request =
        way.request()
            .copy()
            .header("Content-Type", MessageCodec.MEDIA_TYPE)
            .POST(
                BodyPublishers.ofByteArray(message.array(), message.arrayOffset(), message.limit()))
            .build();
    return exchange(way, request);
  }

  /// Asks for something.
  CompletableFuture<HttpResponse<byte[]>> get(Route route, String query) {
    Way way = way(route);
    URI resource = way.request().copy().build().uri();
    return exchange(way, way.request().copy().uri(URI.create(resource + query)).build());
  }

  private CompletableFuture<HttpResponse<byte[]>> exchange(Way way, HttpRequest request) {
    if (underWay.incrementAndGet() > MAX_UNDER_WAY) {
      underWay.decrementAndGet();
      way.failures().increment();
      return CompletableFuture.failedFuture(
          new NotSentException(MAX_UNDER_WAY + " messages to " + peer + " are under way"));
    }
    long start = System.nanoTime();
    return client
        .sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), PaxosController.MAX_BYTES))
        .whenComplete((_, failure) -> {
          underWay.decrementAndGet();
          if (failure != null) {
            way.failures().increment();
          } else {
            way.roundTrip().record(Duration.ofNanos(System.nanoTime() - start));
          }
        });
  }
}
