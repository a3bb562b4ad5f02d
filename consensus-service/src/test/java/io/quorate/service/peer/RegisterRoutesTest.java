package io.quorate.service.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.RegisterMessage;
import io.quorate.service.engine.RegisterTransport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Registers of replica a ask those of replica b; and so does a person with curl.
class RegisterRoutesTest {
  private static final RegisterMessage.Request RAISE = new RegisterMessage.Raise(7);

  private PeerServer server;
  private HttpTransport transport;
  private Curl curl;

  @BeforeEach
  void start() {
    server = new PeerServer();
    transport = transport(server.peers().urls());
    curl = new Curl(server.url());
  }

  @AfterEach
  void stop() {
    curl.close();
    transport.close();
    server.close();
  }

  private static HttpTransport transport(Map<ReplicaId, URI> members) {
    return new HttpTransport(
        Samples.letterhead(Samples.A), members, Duration.ofSeconds(10), new SimpleMeterRegistry());
  }

  /// Replica a, which knows b with this store.
  private RegisterTransport knowing(HttpTransport http, long store) {
    return new HttpRegisterTransport(
        http,
        sender ->
            CompletableFuture.completedFuture(
                sender.incarnation() == store ? OptionalLong.empty() : OptionalLong.of(store)));
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  @Test
  void everyQuestionArrivesAndEveryAnswerComesBack() throws Exception {
    RegisterTransport registers = knowing(transport, 0x9f62);
    for (RegisterMessage.Request request : RegisterMessagesTest.requests()) {
      for (RegisterMessage.Reply reply : RegisterMessagesTest.replies()) {
        server.registers.reply = reply;
        assertThat(get(registers.ask(Samples.B, request))).isEqualTo(reply);
        assertThat(server.registers.asked.poll()).isEqualTo(request);
      }
    }
  }

  /// It may have forgotten what it acknowledged: its word would make a quorum that is none.
  @Test
  void theAnswerOfAnotherStoreDoesNotCount() {
    assertThatThrownBy(() -> get(knowing(transport, 5).ask(Samples.B, RAISE)))
        .hasRootCauseInstanceOf(IOException.class)
        .hasMessageContaining("b answered with the store 9f62, but is known with the store 5");
  }

  @Test
  void theQuestionOfAnotherStoreIsAConflictAndChangesNothing() throws Exception {
    server.engine.met.put(Samples.A, 5L);
    HttpResponse<String> response = curl.post("/quorum/repair", "{\"type\":\"raise\",\"floor\":7}");
    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.body()).contains("/problems/other-store", "the store 5");
    assertThat(server.registers.asked).isEmpty();
  }

  @Test
  void whoIsNotThereWasNotReached() {
    try (HttpTransport nowhere = transport(Map.of(Samples.B, URI.create("http://127.0.0.1:1")))) {
      assertThatThrownBy(() -> get(knowing(nowhere, 0x9f62).ask(Samples.B, RAISE)))
          .hasCauseInstanceOf(RegisterTransport.NeverLeft.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "read|{\"queries\":[{\"key\":\"k\"}]}|Read[queries=[Query[key=k, idempotencyKey=Optional.empty]]]",
        "write|{\"updates\":[{\"key\":\"k\",\"copy\":{\"tag\":{\"counter\":1,\"writer\":\"a.5f.17\"},\"content\":{\"type\":\"tombstone\"}},\"floor\":0}]}|Write[updates=[Update[key=k, copy=Copy[tag=1.a.5f.17, content=Tombstone[], mark=Optional.empty], floor=0, marked=Optional.empty]]]",
        "repair|{\"type\":\"compare\",\"nodes\":[1]}|Compare[nodes=[1]]",
        "repair|{\"type\":\"enumerate\",\"leaves\":[1024]}|Enumerate[leaves=[1024]]",
        "repair|{\"type\":\"confirm\",\"versions\":[{\"key\":\"k\",\"tag\":{\"counter\":1,\"writer\":\"a.5f.17\"}}]}|Confirm[versions=[Version[key=k, tag=1.a.5f.17]]]",
        "repair|{\"type\":\"raise\",\"floor\":7}|Raise[floor=7]",
        "repair|{\"type\":\"forget\",\"floor\":7,\"tombstones\":[]}|Forget[floor=7, tombstones=[]]",
      })
  void everyQuestionCanBeAskedByAPerson(String route, String message, String request)
      throws Exception {
    HttpResponse<String> response = curl.post("/quorum/" + route, message);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(Curl.fromB("{\"type\":\"raised\"}"));
    assertThat(server.registers.asked).hasSize(1);
    assertThat(server.registers.asked.element()).hasToString(request);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "repair|{}",
        "repair|{\"type\":\"read\",\"queries\":[]}",
        "repair|{\"type\":\"raise\"}",
        "repair|{\"type\":\"raise\",\"floor\":-1}",
        "read|{\"queries\":[{}]}",
        "write|{\"updates\":[{\"key\":\"k\"}]}"
      })
  void whatIsNoQuestionIsRefused(String route, String message) throws Exception {
    HttpResponse<String> response = curl.post("/quorum/" + route, message);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(response.body()).contains("/problems/invalid-request", "\"field\"");
    assertThat(server.registers.asked).isEmpty();
  }
}
