package io.quorate.service.api;

import io.quorate.core.store.Operation;
import io.quorate.service.config.QuorateProperties;
import io.quorate.service.engine.LockNews;
import io.quorate.service.engine.LogView;
import io.quorate.service.engine.MemoryRegisters;
import io.quorate.service.engine.Registers;
import io.quorate.service.engine.Renewals;
import io.quorate.service.membership.Membership;
import io.quorate.service.watch.Buffer;
import io.quorate.service.watch.WatchHub;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import tools.jackson.databind.json.JsonMapper;

/// The API in a real web server, on an engine that is not real. Shared by all tests of the API: one
/// server for all of them.
@SpringBootTest(
    classes = ApiTest.Server.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "quorate.replica-id=a",
      "quorate.peers=a=http://127.0.0.1:8081,b=http://127.0.0.1:8082,c=http://127.0.0.1:8083",
      "quorate.limits.key-bytes=64",
      "quorate.limits.value-bytes=4KB",
      "quorate.limits.transaction-bytes=8KB",
      "quorate.limits.queue-bytes=128KB",
      "server.tomcat.max-connections=64",
      // The component `consensus` is not part of the API.
      "management.endpoint.health.validate-group-membership=false"
    })
abstract class ApiTest {
  static final int KEY_LIMIT = 64;
  static final int VALUE_LIMIT = 4096;
  static final int TRANSACTION_LIMIT = 8192;
  static final String JSON = "Content-Type: application/json";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @Autowired FakeEngine engine;
  @Autowired FakeCluster cluster;
  @Autowired JsonMapper json;
  @LocalServerPort int port;

  /// No configuration that a scan would find: the application's own tests have this on their class
  /// path too.
  @EnableAutoConfiguration(
      exclude = {
        DataSourceAutoConfiguration.class,
        HibernateJpaAutoConfiguration.class,
        FlywayAutoConfiguration.class
      })
  @EnableConfigurationProperties(QuorateProperties.class)
  @ComponentScan
  static class Server {
    @Bean
    LockNews lockNews() {
      return new LockNews();
    }

    @Bean
    FakeEngine engine(LockNews news, WatchHub watches) {
      return new FakeEngine(news, watches);
    }

    @Bean
    Renewals renewals(FakeEngine engine) {
      return new Renewals(engine);
    }

    @Bean
    WatchHub watches() {
      return new WatchHub(20, new Buffer(100, 1 << 16)).start();
    }

    @Bean
    FakeCluster cluster() {
      return new FakeCluster();
    }

    @Bean
    MemoryRegisters memoryRegisters() {
      return new MemoryRegisters();
    }

    @Bean
    Registers registers(MemoryRegisters memory) {
      return memory.registers();
    }

    @Bean
    Membership membership(QuorateProperties properties) {
      return Membership.foundedBy(Objects.requireNonNull(properties.peers()), "majority");
    }

    @Bean
    LogView ownLog(FakeCluster cluster) {
      return cluster.ownLog();
    }
  }

  @BeforeEach
  void startOver() {
    engine.reset();
    cluster.reset();
  }

  Response get(String path, String... headers) {
    return call("GET", path, BodyPublishers.noBody(), headers);
  }

  Response delete(String path, String... headers) {
    return call("DELETE", path, BodyPublishers.noBody(), headers);
  }

  /// Stores a value as it is.
  Response put(String path, String value, String... headers) {
    return call("PUT", path, BodyPublishers.ofString(value), headers);
  }

  /// Stores a value through JSON.
  Response putJson(String path, String body) {
    return put(path, body, JSON);
  }

  /// Sends JSON.
  Response post(String path, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add(JSON);
    return call("POST", path, BodyPublishers.ofString(body), all.toArray(String[]::new));
  }

  Response call(String method, String path, BodyPublisher body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).method(method, body);
    for (String header : headers) {
      String[] parts = header.split(": ", 2);
      request.header(parts[0], parts[1]);
    }
    try {
      HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
      return new Response(response, json);
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// The keys that have reached the log.
  List<String> keysWritten() {
    return engine.writes().stream()
        .map(request ->
            switch (request.operation()) {
              case Operation.Put put -> put.key();
              case Operation.Delete delete -> delete.key();
              case Operation other -> other.toString();
            })
        .toList();
  }
}
