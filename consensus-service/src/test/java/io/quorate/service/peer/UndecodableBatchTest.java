package io.quorate.service.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.paxos.Decree;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A batch that no replica can apply would stop every replica, at every start: it must not be voted
/// for.
class UndecodableBatchTest {

  @ParameterizedTest
  @ValueSource(ints = {60, 53})
  void isRefusedBeforeTheCoreSeesIt(int bytes) throws Exception {
    Command noRequest = new Command(new CommandId(1, 1), 1, 1, new byte[24]);
    byte[] encoded = Decree.Batch.of(1, List.of(noRequest)).encoded();
    String base64 = Base64.getEncoder().encodeToString(Arrays.copyOf(encoded, bytes));
    try (PeerServer server = new PeerServer(Duration.ofMillis(300));
        Curl curl = new Curl(server.url())) {
      HttpResponse<String> response =
          curl.post(
              "/paxos/accept",
              """
              {"ballot":{"round":3,"replica":"a"},"firstSlot":5,"chosenUpTo":4,\
              "decrees":[{"type":"batch","stamp":1,"encodedBase64":"%s"}]}\
              """
                  .formatted(base64));
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("\"field\":\"message.decrees\"");
      assertThat(server.engine.asked).isEmpty();
    }
  }
}
