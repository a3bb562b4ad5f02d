package io.quorate.service.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// What a person can do at a command line.
final class Curl implements AutoCloseable {
  private static final String ENVELOPE =
      """
      {"cluster":"6f9619ff-8b86-4011-b42d-00c04fc964ff","sender":"%s","incarnation":"%s",\
      "configuration":1,"message":%s}\
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI server;

  Curl(URI server) {
    this.server = server;
  }

  static String fromA(String message) {
    return ENVELOPE.formatted("a", "9f61", message);
  }

  static String fromB(String message) {
    return ENVELOPE.formatted("b", "9f62", message);
  }

  static String contentType(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Type").orElse("none");
  }

  /// Posts a message of replica a.
  HttpResponse<String> post(String path, String message) throws IOException, InterruptedException {
    return post(path, "application/json", fromA(message).getBytes(UTF_8));
  }

  HttpResponse<String> post(String path, String type, byte[] body)
      throws IOException, InterruptedException {
    return post(path, type, BodyPublishers.ofByteArray(body));
  }

  /// Does not say beforehand how long the body is.
  HttpResponse<String> postChunked(String path, String type, byte[] body)
      throws IOException, InterruptedException {
    return post(path, type, BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)));
  }

  private HttpResponse<String> post(String path, String type, BodyPublisher body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(server.resolve(path))
            .header("Content-Type", type)
            .POST(body)
            .build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
