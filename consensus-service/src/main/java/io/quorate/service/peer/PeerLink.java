package io.quorate.service.peer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quorate.core.quorum.ReplicaId;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/// The way to one peer: kept-alive connections, and a bound on what is under way. Each message is
/// carried by a virtual thread of its own. Safe for any thread.
final class PeerLink {
  /// What a link carries at once. A peer that answers leaves it far from that; for one that does
  /// not, failing at once is better than a queue.
  static final int MAX_UNDER_WAY = 64;

  private static final ContentType BINARY = ContentType.create(MessageCodec.MEDIA_TYPE);

  /// Nothing left this replica.
  static final class NotSentException extends IOException {
    private static final long serialVersionUID = 1L;

    NotSentException(String message) {
      super(message);
    }
  }

  /// What a peer sent back.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Received(int status, String contentType, byte[] body) {}

  /// What is the same for every message of a route.
  private record Way(URI resource, Timer roundTrip, Counter failures) {}

  private final ReplicaId peer;
  private final CloseableHttpClient client;
  private final Duration timeout;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Map<Route, Way> ways = new EnumMap<>(Route.class);

  /// @param timeout how long a message and its answer may take
  PeerLink(
      ReplicaId peer,
      URI base,
      CloseableHttpClient client,
      Duration timeout,
      MeterRegistry meters) {
    this.peer = peer;
    this.client = client;
    this.timeout = timeout;
    for (Route route : Route.values()) {
      URI resource = URI.create(base + route.path());
      ways.put(route, new Way(resource, roundTrip(route, meters), failures(route, meters)));
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
  CompletableFuture<Received> post(Route route, ByteBuffer message) {
    Way way = way(route);
    HttpPost request = new HttpPost(way.resource());
    request.setEntity(
        new ByteArrayEntity(message.array(), message.arrayOffset(), message.limit(), BINARY));
    return exchange(way, request);
  }

  /// Asks for something.
  CompletableFuture<Received> get(Route route, String query) {
    Way way = way(route);
    return exchange(way, new HttpGet(URI.create(way.resource() + query)));
  }

  private CompletableFuture<Received> exchange(Way way, HttpUriRequestBase request) {
    if (underWay.incrementAndGet() > MAX_UNDER_WAY) {
      underWay.decrementAndGet();
      way.failures().increment();
      return CompletableFuture.failedFuture(
          new NotSentException(MAX_UNDER_WAY + " messages to " + peer + " are under way"));
    }
    request.setHeader(HttpHeaders.ACCEPT, MessageCodec.MEDIA_TYPE);
    long start = System.nanoTime();
    CompletableFuture<Received> answer = new CompletableFuture<>();
    Thread.startVirtualThread(() -> carry(request, answer));
    return answer
        .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
        .whenComplete((_, failure) -> {
          if (failure != null) {
            // Wakes the thread that waits for the peer, be it to read or to write.
            request.cancel();
            way.failures().increment();
          } else {
            way.roundTrip().record(Duration.ofNanos(System.nanoTime() - start));
          }
        });
  }

  private void carry(HttpUriRequestBase request, CompletableFuture<Received> answer) {
    Received received;
    try {
      received = client.execute(request, PeerLink::receive);
    } catch (IOException | RuntimeException failure) {
      underWay.decrementAndGet();
      answer.completeExceptionally(failure);
      return;
    }
    underWay.decrementAndGet();
    answer.complete(received);
  }

  private static Received receive(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new Received(response.getCode(), "", new byte[0]);
    }
    if (entity.getContentLength() > PaxosController.MAX_BYTES) {
      throw new IOException("an answer of " + entity.getContentLength() + " bytes");
    }
    byte[] body = EntityUtils.toByteArray(entity, PaxosController.MAX_BYTES);
    String type = entity.getContentType();
    return new Received(response.getCode(), type == null ? "" : type, body);
  }
}
