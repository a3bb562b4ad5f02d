package io.quorate.service.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Input;
import io.quorate.core.paxos.Message;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.store.Condition;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Request;
import io.quorate.core.store.RequestCodec;
import io.quorate.service.config.Peers;
import io.quorate.service.engine.Forwarding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Replica a reaches replica b, or does not.
class HttpTransportTest {
  private static final Ballot BALLOT = new Ballot(3, Samples.A);
  private static final Message.Learn LEARN = new Message.Learn(BALLOT, 4, 0);

  private final List<AutoCloseable> open = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  private PeerServer server() {
    PeerServer server = new PeerServer();
    open.add(server);
    return server;
  }

  private HttpTransport transport(Letterhead self, Peers peers, Duration timeout) {
    HttpTransport transport = new HttpTransport(self, peers.urls(), timeout, meters);
    open.add(transport);
    return transport;
  }

  private HttpTransport transport(Peers peers) {
    return transport(Samples.letterhead(Samples.A), peers, Duration.ofSeconds(10));
  }

  /// A peer that takes connections and never answers.
  private Peers silentPeer() throws IOException {
    ServerSocket silent = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    open.add(silent);
    return peerOn(silent.getLocalPort());
  }

  /// A peer whose port is closed.
  private static Peers absentPeer() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return peerOn(closed.getLocalPort());
    }
  }

  private static Peers peerOn(int port) {
    return Peers.of("a=http://127.0.0.1:1,b=http://127.0.0.1:" + port);
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  @Test
  void everyRequestArrivesAndEveryReplyComesBack() throws Exception {
    PeerServer server = server();
    HttpTransport transport = transport(server.peers());
    Samples samples = new Samples(1);
    var put = new Operation.Put("k", new byte[3 << 20], new Condition.None(), false);
    var command = new Command(new CommandId(1, 1), 1, 1, RequestCodec.encode(Request.of(put)));
    Decree large = Decree.Batch.of(1, List.of(command));
    List<Message.Request> requests =
        List.of(
            new Message.Hello(),
            new Message.PreVote(BALLOT, 1),
            new Message.Prepare(BALLOT, 1),
            new Message.Accept(BALLOT, 2, List.of(new Decree.NoOp(), large), 1),
            LEARN,
            new Message.ReadIndex(BALLOT, 5),
            new Message.TakeOver(BALLOT));
    for (Message.Request request : requests) {
      for (Message.Reply reply : samples.replies()) {
        server.engine.replies(reply);
        assertThat(get(transport.send(Samples.B, request)))
            .isEqualTo(new Input.Answered(new Input.Sender(Samples.B, 0x9f62), reply));
        assertThat(server.engine.asked.poll())
            .isEqualTo(new FakeEngine.Asked(new Input.Sender(Samples.A, 0x9f61), request));
      }
    }
    assertThat(
            meters
                .get("quorate.peer.round.trip")
                .tags("peer", "b", "message", "accept")
                .timer()
                .count())
        .isEqualTo(samples.replies().size());
  }

  @Test
  void fetchedDecreesAreThoseOfThePeersStore() throws Exception {
    PeerServer server = server();
    for (long slot = 1; slot <= 3; slot++) {
      server.chosen.add(new AcceptedDecree(slot, BALLOT, new Decree.Batch(slot, new byte[9])));
    }
    assertThat(get(transport(server.peers()).fetch(Samples.B, 2)))
        .isEqualTo(
            new Input.Fetched(
                Samples.letterhead(Samples.B).says("").from(), server.chosen.subList(1, 3)));
  }

  @Test
  void forwardedCommandsArrive() throws Exception {
    PeerServer server = server();
    Command command = new Samples(5).command();
    List<Forwarding> outcomes =
        List.of(
            new Forwarding.Chosen(BALLOT, 7),
            new Forwarding.NotLeading(),
            new Forwarding.Overloaded());
    HttpTransport transport = transport(server.peers());
    for (Forwarding outcome : outcomes) {
      server.engine.forwards(outcome);
      assertThat(get(transport.forward(Samples.B, List.of(command)))).isEqualTo(outcome);
      assertThat(server.engine.forwarded.poll()).containsExactly(command);
    }
  }

  @Test
  void whoIsNotThereWasNotReached() throws Exception {
    HttpTransport transport = transport(absentPeer());
    assertThat(get(transport.forward(Samples.B, List.of()))).isEqualTo(new Forwarding.Unreached());
    assertThatThrownBy(() -> get(transport.send(Samples.B, LEARN)))
        .hasCauseInstanceOf(IOException.class);
    assertThat(
            meters
                .get("quorate.peer.failures")
                .tags("peer", "b", "message", "learn")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void whoDoesNotAnswerInTimeLeavesTheOutcomeOpen() throws Exception {
    HttpTransport transport =
        transport(Samples.letterhead(Samples.A), silentPeer(), Duration.ofMillis(100));
    assertThatThrownBy(() -> get(transport.send(Samples.B, LEARN)))
        .hasCauseInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> get(transport.forward(Samples.B, List.of())))
        .hasCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void whoDoesNotEvenReadGivesTheLinkBack() throws Exception {
    HttpTransport transport =
        transport(Samples.letterhead(Samples.A), silentPeer(), Duration.ofMillis(200));
    Decree large = new Decree.Batch(1, new byte[12 << 20]);
    Message.Accept accept = new Message.Accept(BALLOT, 1, List.of(large), 0);
    for (int i = 0; i < 2 * PeerLink.MAX_UNDER_WAY; i += 16) {
      List<CompletableFuture<Input.Answered>> some = new ArrayList<>();
      for (int j = 0; j < 16; j++) {
        some.add(transport.send(Samples.B, accept));
      }
      for (CompletableFuture<Input.Answered> one : some) {
        assertThatThrownBy(() -> get(one)).hasCauseInstanceOf(TimeoutException.class);
      }
    }
  }

  @Test
  void anAnswerThatIsSlowStillCounts() throws Exception {
    PeerServer server = server();
    server.engine.reply = new CompletableFuture<>();
    CompletableFuture<Input.Answered> answer = transport(server.peers()).send(Samples.B, LEARN);
    assertThat(answer).isNotDone();
    server.engine.reply.complete(new Message.Learned(BALLOT, 4, 0));
    assertThat(get(answer).reply()).isEqualTo(new Message.Learned(BALLOT, 4, 0));
  }

  @Test
  void moreThanALinkCarriesFailsAtOnceAndIsNotSent() throws Exception {
    HttpTransport transport = transport(silentPeer());
    List<CompletableFuture<Input.Answered>> underWay = new ArrayList<>();
    for (int i = 0; i < PeerLink.MAX_UNDER_WAY; i++) {
      underWay.add(transport.send(Samples.B, LEARN));
    }
    assertThat(transport.send(Samples.B, LEARN))
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(PeerLink.NotSentException.class);
    assertThat(transport.forward(Samples.B, List.of()))
        .isCompletedWithValue(new Forwarding.Unreached());
    assertThat(underWay).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void aLinkThatWasFullCarriesAgain() throws Exception {
    PeerServer server = server();
    server.engine.reply = new CompletableFuture<>();
    HttpTransport transport = transport(server.peers());
    List<CompletableFuture<Input.Answered>> underWay = new ArrayList<>();
    for (int i = 0; i < PeerLink.MAX_UNDER_WAY; i++) {
      underWay.add(transport.send(Samples.B, LEARN));
    }
    assertThat(transport.send(Samples.B, LEARN)).isCompletedExceptionally();
    server.engine.reply.complete(new Message.Learned(BALLOT, 4, 0));
    for (CompletableFuture<Input.Answered> one : underWay) {
      assertThat(get(one).from().replica()).isEqualTo(Samples.B);
    }
    assertThat(get(transport.send(Samples.B, LEARN)).from().replica()).isEqualTo(Samples.B);
  }

  @Test
  void anotherClustersAnswerDoesNotCount() throws Exception {
    Letterhead stranger = new Letterhead(new UUID(1, 2), Samples.A, 1, 1);
    HttpTransport transport = transport(stranger, server().peers(), Duration.ofSeconds(10));
    assertThatThrownBy(() -> get(transport.send(Samples.B, LEARN)))
        .hasRootCauseInstanceOf(IOException.class)
        .hasMessageContaining("/problems/cluster-mismatch");
    assertThatThrownBy(() -> get(transport.fetch(Samples.B, 1)))
        .hasRootCauseInstanceOf(IOException.class)
        .hasMessageContaining("/problems/cluster-mismatch");
  }

  @Test
  void aPeerThatKnowsAnotherStoreHandsOutNothing() throws Exception {
    PeerServer server = server();
    server.engine.met.put(Samples.A, 5L);
    assertThatThrownBy(() -> get(transport(server.peers()).fetch(Samples.B, 1)))
        .hasRootCauseInstanceOf(IOException.class)
        .hasMessageContaining("/problems/other-store");
  }

  @Test
  void anAnswerFromAnotherReplicaDoesNotCount() throws Exception {
    ReplicaId c = new ReplicaId("c");
    Peers mistaken = Peers.of("a=http://127.0.0.1:1,c=" + server().peers().urls().get(Samples.B));
    assertThatThrownBy(() -> get(transport(mistaken).send(c, LEARN)))
        .hasRootCauseInstanceOf(IOException.class)
        .hasMessageContaining("c was asked, but b of cluster");
  }
}
