package io.quorate.service.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Decree;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `GET /paxos/learn`: a replica, or a person, reads what is chosen.
class CatchUpTest {
  private static final Ballot BALLOT = new Ballot(3, Samples.A);

  private final PeerServer server = new PeerServer(Duration.ofMillis(300));
  private final Curl curl = new Curl(server.url());

  @AfterEach
  void stop() {
    server.close();
    curl.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "6f9619ff|00000000|409|/problems/cluster-mismatch",
        "configuration=1|configuration=2|409|/problems/configuration-mismatch",
        "sender=a|sender=x|409|/problems/not-a-member",
        "incarnation=9f61|incarnation=9f62|409|/problems/other-store",
        "&sender=a|&|400|\"field\":\"sender\"",
        "incarnation=9f61|incarnation=x|400|\"field\":\"incarnation\"",
      })
  void onlyAMemberWithItsOwnStoreCatchesUp(String good, String bad, int status, String problem)
      throws Exception {
    server.engine.met.put(Samples.A, 0x9f61L);
    server.chosen.add(new AcceptedDecree(1, BALLOT, new Decree.NoOp()));
    String query = "/paxos/learn?from=1&" + Samples.letterhead(Samples.A).query();
    assertThat(curl.get(query).body()).contains("\"slot\":1");
    HttpResponse<String> refused = curl.get(query.replace(good, bad));
    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(refused.body()).contains(problem).doesNotContain("\"slot\":1");
  }

  @Test
  void chosenDecreesAreServedByThePage() throws Exception {
    for (long slot = 1; slot <= 5; slot++) {
      server.chosen.add(new AcceptedDecree(slot, BALLOT, new Decree.NoOp()));
    }
    assertThat(curl.get("/paxos/learn?from=2&limit=2").body())
        .contains("\"slot\":2", "\"slot\":3")
        .doesNotContain("\"slot\":1", "\"slot\":4");
    assertThat(curl.get("/paxos/learn?from=0").statusCode()).isEqualTo(400);
    assertThat(curl.get("/paxos/learn?from=1&limit=x").body()).contains("\"field\":\"limit\"");
  }
}
