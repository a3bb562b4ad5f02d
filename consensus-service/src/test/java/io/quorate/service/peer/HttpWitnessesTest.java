package io.quorate.service.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Decree;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.service.engine.Standing;
import io.quorate.service.engine.Vote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who answers in time is in the picture; who does not is left out.
class HttpWitnessesTest {
  private final PeerServer server = new PeerServer();
  private ServerSocket silent;
  private HttpTransport transport;

  @BeforeEach
  void start() throws IOException {
    silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Map<ReplicaId, URI> urls = new TreeMap<>(server.peers().urls());
    urls.put(new ReplicaId("silent"), URI.create("http://127.0.0.1:" + silent.getLocalPort()));
    urls.put(new ReplicaId("absent"), URI.create("http://127.0.0.1:1"));
    transport =
        new HttpTransport(
            Samples.letterhead(Samples.A), urls, Duration.ofSeconds(20), new SimpleMeterRegistry());
  }

  @AfterEach
  void stop() throws IOException {
    transport.close();
    silent.close();
    server.close();
  }

  @Test
  void standingsAreThoseOfThePeersThatAnswer() {
    assertThat(new HttpWitnesses(transport, Duration.ofSeconds(3)).standings())
        .isEqualTo(Map.of(Samples.B, new Standing("leader", 12, 11, 9)));
  }

  @Test
  void votesAreThoseOfThePeersThatAnswer() {
    AcceptedDecree large =
        new AcceptedDecree(5, new Ballot(3, Samples.A), new Decree.Batch(1, new byte[4 << 20]));
    server.chosen.add(large);
    assertThat(new HttpWitnesses(transport, Duration.ofSeconds(3)).votes(1, 10))
        .isEqualTo(Map.of(Samples.B, List.of(Vote.of(large))));
  }
}
