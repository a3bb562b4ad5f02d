package io.quorate.service.process;

import io.quorate.testkit.history.RegisterModel;
import io.quorate.testkit.history.RegisterModel.Answer;
import io.quorate.testkit.history.RegisterModel.Call;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;

/// `/v1/registers/{key}` over HTTP/1.1, one request at a time and without a retry of its own.
///
/// Safe for use by many threads.
final class RegisterHttp implements AutoCloseable {

  /// How a request ended.
  sealed interface End {
    /// The register answered.
    record Answered(Answer<String> answer) implements End {}

    /// It had no effect and never will have.
    ///
    /// @param why for a person
    record Refused(String why) implements End {}

    /// It may take effect, or not.
    ///
    /// @param why for a person
    record Unclear(String why) implements End {}
  }

  private final Duration timeout;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  /// @param timeout how long a replica may work on a request; a little longer and it is given up
  RegisterHttp(Duration timeout) {
    this.timeout = timeout;
  }

  /// Sends a request and waits for its end.
  ///
  /// @throws AssertionError on an answer that the contract does not know
  End attempt(URI replica, String key, Call<String> call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(replica.resolve("/v1/registers/" + key))
            .timeout(timeout.plusMillis(500))
            .header("Quorate-Timeout-Ms", String.valueOf(timeout.toMillis()))
            .header("Accept", "text/plain");
    switch (call) {
      case RegisterModel.Read<String> _ -> request.GET();
      case RegisterModel.Write<String>(String value) -> request.PUT(BodyPublishers.ofString(value));
      case RegisterModel.Cas<String> _ -> throw new IllegalArgumentException("registers have none");
    }
    try {
      return read(call, http.send(request.build(), BodyHandlers.ofString()));
    } catch (ConnectException | HttpConnectTimeoutException unsent) {
      return new End.Refused("not connected: " + unsent);
    } catch (IOException lost) {
      return new End.Unclear(lost.toString());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new End.Unclear("interrupted");
    }
  }

  private static End read(Call<String> call, HttpResponse<String> response) {
    boolean isRead = call instanceof RegisterModel.Read;
    return switch (response.statusCode()) {
      case 200 ->
          new End.Answered(
              isRead
                  ? new RegisterModel.Value<>(Optional.of(response.body()))
                  : new RegisterModel.Written<>());
      case 404 -> new End.Answered(new RegisterModel.Value<>(Optional.empty()));
      case 429, 503 -> new End.Refused(response.body());
      case 504 -> new End.Unclear(response.body());
      default ->
          throw new AssertionError(
              "%s at %s: %d %s"
                  .formatted(call, response.uri(), response.statusCode(), response.body()));
    };
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
