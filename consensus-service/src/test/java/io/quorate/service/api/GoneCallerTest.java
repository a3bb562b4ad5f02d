package io.quorate.service.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quorate.core.lock.LockName;
import io.quorate.service.engine.LockNews;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Who goes away while it waits for a lock, by closing its connection.
class GoneCallerTest extends ApiTest {
  private static final LockName L = new LockName(LockName.Kind.LOCK, "l");
  private static final String BODY = "{\"owner\":\"you\",\"waitSeconds\":3600}";

  @Autowired LockNews news;
  private Queues queues;
  private long token;

  @BeforeEach
  void setUp() {
    queues = new Queues(engine, news);
    token = post("/v1/locks/l", "{\"owner\":\"me\"}").body().path("token").asLong();
  }

  private Socket waiter(String headers, String body, String after) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.getOutputStream().write(request(headers, body, after).getBytes(US_ASCII));
    queues.awaitWaiting(L, 1);
    return socket;
  }

  private static String request(String headers, String body, String after) {
    return "POST /v1/locks/l HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body + after;
  }

  private static String length() {
    return "Content-Length: " + BODY.length() + "\r\n";
  }

  @Test
  void leavesTheQueue() throws IOException {
    Socket waiter = waiter(length(), BODY, "");
    waiter.close();
    queues.awaitWaiting(L, 0);
    assertThat(engine.<Integer>look(store -> store.leases().size()))
        .as("its lease went with its claim")
        .isEqualTo(1);
  }

  @Test
  void leavesTheQueueToo() throws IOException {
    String chunked = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n";
    Socket waiter = waiter("Transfer-Encoding: chunked\r\n", chunked, "");
    waiter.setSoLinger(true, 0);
    waiter.close();
    queues.awaitWaiting(L, 0);
  }

  @Test
  void keepsItsPlaceIfItHasNamedTheRequest() throws IOException {
    Socket waiter = waiter(length() + "Idempotency-Key: once\r\n", BODY, "");
    waiter.close();
    await().atMost(Duration.ofSeconds(30)).until(() -> news.listening() == 0);
    assertThat(get("/v1/locks/l").body().path("queue").size()).isEqualTo(1);
  }

  @Test
  void isNotGoneOnlyBecauseItSendsItsNextRequestEarly() throws IOException {
    String next = "GET /v1/kv/" + "k".repeat(60) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    try (Socket withBody = waiter(length(), BODY, next.repeat(40));
        Socket later = new Socket(InetAddress.getLoopbackAddress(), port)) {
      later.getOutputStream().write(request(length(), BODY, "").getBytes(US_ASCII));
      queues.awaitWaiting(L, 2);
      later.getOutputStream().write(next.getBytes(US_ASCII));
      assertThat(post("/v1/locks/l", "{\"owner\":\"late\",\"waitSeconds\":3}").status())
          .as("for so long both wait before it")
          .isEqualTo(409);
      delete("/v1/locks/l?token=" + token);
      assertThat(answer(withBody)).startsWith("HTTP/1.1 200").endsWith(got(2));
      delete("/v1/locks/l?token=2");
      assertThat(answer(later)).startsWith("HTTP/1.1 200").endsWith(got(3));
    }
  }

  private static String got(int token) {
    return "{\"name\":\"l\",\"owner\":\"you\",\"token\":%d,\"leaseId\":%d,\"acquiredRevision\":0}"
        .formatted(token, token);
  }

  /// All that comes until the connection ends.
  private static String answer(Socket socket) throws IOException {
    String all = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    assertThat(all).contains("Connection: close");
    return all;
  }
}
