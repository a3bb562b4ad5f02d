package io.quorate.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Many callers at once, none of whom gets on.
class CrowdTest extends ApiTest {
  private static final int TRIES = 3_000;

  private final List<Socket> crowd = new ArrayList<>();

  @AfterEach
  void disperse() throws IOException {
    for (Socket one : crowd) {
      one.close();
    }
  }

  private void join(int callers, String request) throws IOException {
    for (int i = 0; i < callers; i++) {
      Socket one = new Socket(InetAddress.getLoopbackAddress(), port);
      crowd.add(one);
      one.getOutputStream().write(request.getBytes(UTF_8));
      one.getOutputStream().flush();
    }
  }

  /// Calls until the crowd has made its way through the server.
  private static Response until(Supplier<Response> call, Predicate<Response> seen) {
    Response response = call.get();
    for (int tries = 0; tries < TRIES && !seen.test(response); tries++) {
      response = call.get();
    }
    return response;
  }

  /// 32 halves of 4 KiB fill the 128 KiB that bodies may take.
  @Test
  void bodiesThatAreBeingReadAreBounded() throws IOException {
    join(
        32,
        "PUT /v1/kv/slow HTTP/1.1\r\nHost: a\r\nContent-Length: 4096\r\n\r\n" + "x".repeat(2_000));

    Response refused = until(() -> put("/v1/kv/k", "v"), one -> one.status() == 429);
    refused.problem(429, "overloaded");
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    var chunked = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[9]));
    call("PUT", "/v1/kv/k", chunked).problem(429, "overloaded");
    assertThat(get("/v1/kv/none").status()).as("a read").isEqualTo(404);

    disperse();
    assertThat(until(() -> put("/v1/kv/k", "v"), one -> one.status() != 429).status())
        .isIn(200, 201);
  }

  /// 56 of 64 connections may be kept by callers.
  @Test
  void callersThatKeepTheirConnectionsLeaveSomeForPeers() throws IOException {
    assertThat(get("/v1/kv/k").header("Connection")).isEmpty();
    join(57, "");

    Response told = until(() -> get("/v1/kv/k"), one -> one.header("Connection").equals("close"));
    assertThat(told.header("Connection")).isEqualTo("close");
    assertThat(get("/paxos/status").header("Connection")).as("a peer").isEmpty();

    disperse();
    assertThat(
            until(() -> get("/v1/kv/k"), one -> one.header("Connection").isEmpty())
                .header("Connection"))
        .isEmpty();
  }
}
