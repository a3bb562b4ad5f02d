package io.quorate.service.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.Input;
import io.quorate.core.paxos.Message;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.RegisterMessage;
import io.quorate.service.engine.Forwarding;
import io.quorate.service.engine.Standing;
import io.quorate.service.engine.Transport;
import io.quorate.service.peer.PeerLink.Received;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reaches the other replicas over HTTP, in the binary form.
public final class HttpTransport implements Transport, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HttpTransport.class);
  private static final int CONFLICT = 409;

  private record Encoded(Message.Request request, ByteBuffer bytes) {}

  private final Letterhead self;
  private final JsonForm json = new JsonForm();
  private final CloseableHttpClient client;
  private final Map<ReplicaId, PeerLink> links = new TreeMap<>();
  private final Map<ReplicaId, String> complaints = new ConcurrentHashMap<>();
  private volatile @Nullable Encoded last;

  /// @param self who this replica is
  /// @param members where each member is
  /// @param timeout how long a message may take
  /// @param meters where round trips are counted
  public HttpTransport(
      Letterhead self, Map<ReplicaId, URI> members, Duration timeout, MeterRegistry meters) {
    this.self = self;
    this.client = PeerClient.create(timeout, members.size());
    Map<ReplicaId, URI> others = new TreeMap<>(members);
    others.remove(self.replica());
    others.forEach(
        (peer, url) -> links.put(peer, new PeerLink(peer, url, client, timeout, meters)));
  }

  @Override
  public CompletableFuture<Input.Answered> send(ReplicaId to, Message.Request request) {
    return link(to)
        .post(Route.of(request), encoded(request))
        .thenApply(response -> {
          Envelope<Message.Reply> answer = open(to, response, MessageCodec.REPLY);
          return new Input.Answered(answer.from(), answer.message());
        });
  }

  /// A leader sends the same request to each peer, one after another: its bytes are made once.
  @SuppressWarnings("ReferenceEquality") // comparing the bytes would cost what it saves
  private ByteBuffer encoded(Message.Request request) {
    Encoded known = last;
    if (known != null && known.request() == request) {
      return known.bytes();
    }
    ByteBuffer bytes = MessageCodec.encode(self.says(request), MessageCodec.REQUEST);
    last = new Encoded(request, bytes);
    return bytes;
  }

  @Override
  public CompletableFuture<Input.Fetched> fetch(ReplicaId from, long firstSlot) {
    String page = "?from=" + firstSlot + "&limit=" + PaxosController.MAX_DECREES;
    return link(from)
        .get(Route.FETCH, page + "&" + self.query())
        .thenApply(response -> {
          Envelope<Decrees> answer = open(from, response, MessageCodec.DECREES);
          return new Input.Fetched(answer.from(), answer.message().decrees());
        });
  }

  @Override
  public CompletableFuture<Forwarding> forward(ReplicaId leader, List<Command> commands) {
    ByteBuffer bytes =
        MessageCodec.encode(self.says(new Commands(commands)), MessageCodec.COMMANDS);
    return link(leader)
        .post(Route.FORWARD, bytes)
        .thenApply(response -> open(leader, response, MessageCodec.FORWARDING).message())
        .exceptionally(failure -> {
          if (neverLeft(failure)) {
            return new Forwarding.Unreached();
          }
          throw failure instanceof CompletionException known
              ? known
              : new CompletionException(failure);
        });
  }

  /// Asks a peer about registers.
  CompletableFuture<Envelope<RegisterMessage.Reply>> ask(
      ReplicaId to, RegisterMessage.Request request) {
    ByteBuffer bytes = MessageCodec.encode(self.says(request), MessageCodec.REGISTER_REQUEST);
    return link(to)
        .post(Route.of(request), bytes)
        .thenApply(response -> open(to, response, MessageCodec.REGISTER_REPLY));
  }

  /// The replicas that can be asked: all members but this one.
  Set<ReplicaId> peers() {
    return links.keySet();
  }

  /// Where a peer stands, in its own words.
  CompletableFuture<Standing> standing(ReplicaId peer) {
    return look(peer, Route.STATUS, "", Standing.class);
  }

  /// How a peer voted, from this slot on.
  CompletableFuture<Votes> votes(ReplicaId peer, long fromSlot, int limit) {
    return look(peer, Route.VOTES, "?from=" + fromSlot + "&limit=" + limit, Votes.class);
  }

  private <T> CompletableFuture<T> look(ReplicaId peer, Route route, String query, Class<T> type) {
    return link(peer)
        .get(route, query)
        .thenApply(response ->
            checked(peer, JsonForm.MEDIA_TYPE, response, bytes -> json.read(bytes, type))
                .message());
  }

  /// Only what happens before a connection stands counts: after that, the peer may have read it.
  static boolean neverLeft(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof HttpHostConnectException
        || cause instanceof ConnectTimeoutException
        || cause instanceof UnknownHostException
        || cause instanceof PeerLink.NotSentException;
  }

  private PeerLink link(ReplicaId peer) {
    PeerLink link = links.get(peer);
    if (link == null) {
      throw new IllegalArgumentException(peer + " is not a peer of " + self.replica());
    }
    return link;
  }

  /// What the peer says, if it is the peer that was asked.
  private <T> Envelope<T> open(ReplicaId peer, Received response, Body<T> body) {
    return checked(
        peer, MessageCodec.MEDIA_TYPE, response, bytes -> MessageCodec.decode(bytes, body));
  }

  private <T> Envelope<T> checked(
      ReplicaId peer, String form, Received response, Function<byte[], Envelope<T>> reader) {
    if (!response.contentType().startsWith(form)) {
      String answer = "answered " + response.status() + " " + text(response.body());
      if (response.status() == CONFLICT) {
        complain(peer, answer);
      }
      throw failed(peer, answer);
    }
    Envelope<T> envelope = reader.apply(response.body());
    boolean known =
        envelope.cluster().equals(self.cluster())
            && envelope.configuration() == self.configuration()
            && envelope.sender().equals(peer);
    if (!known) {
      throw failed(
          peer,
          "was asked, but %s of cluster %s, configuration %d answered"
              .formatted(envelope.sender(), envelope.cluster(), envelope.configuration()));
    }
    return envelope;
  }

  private static CompletionException failed(ReplicaId peer, String what) {
    return new CompletionException(new IOException(peer + " " + what));
  }

  /// Who is of another cluster hears the same answer for ever; once is enough to tell why.
  private void complain(ReplicaId peer, String answer) {
    if (!answer.equals(complaints.put(peer, answer))) {
      log.warn("{} does not let {} in: it {}", peer, self.replica(), answer);
    }
  }

  private static String text(byte[] body) {
    return new String(body, 0, Math.min(body.length, 500), UTF_8);
  }

  /// Ends every exchange that is under way.
  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }
}
