package io.quorate.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Ranges, transactions and compaction with real processes: each step at the next replica.
class RangesIT {
  private static final int KEYS = 500;
  private static final int OPERATIONS = 100;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();
  private int turn;

  @Test
  void pagesOfOneRevisionComeFromAnyReplicaWhileWritesGoOn() throws Exception {
    try (var cluster = ProcessCluster.startThree("ranges")) {
      List<ReplicaProcess> replicas = cluster.replicas();
      for (int first = 0; first < KEYS; first += OPERATIONS) {
        JsonNode done = ok(post(next(replicas), "/v1/txn", puts(first)));
        assertThat(done.path("results").size()).isEqualTo(OPERATIONS);
      }
      long revision = ok(get(next(replicas), "/v1/kv?countOnly=true")).path("revision").asLong();
      assertThat(revision).isEqualTo(KEYS / OPERATIONS);

      AtomicBoolean done = new AtomicBoolean();
      AtomicInteger written = new AtomicInteger();
      Thread writer = Thread.ofPlatform().start(() -> write(replicas, done, written));
      try {
        for (String options : List.of("order=asc", "order=desc", "keysOnly=true")) {
          checkPages(replicas, "/v1/kv?prefix=k/&limit=30&revision=" + revision + "&" + options);
        }
      } finally {
        done.set(true);
        writer.join();
      }
      assertThat(written).hasPositiveValue();
      System.out.printf("ranges: %d transactions while pages were read%n", written.get());

      checkTheRest(replicas, revision);
    }
  }

  private ReplicaProcess next(List<ReplicaProcess> replicas) {
    return replicas.get(turn++ % replicas.size());
  }

  private static String puts(int first) {
    return IntStream.range(first, first + OPERATIONS)
        .mapToObj(number -> "{\"put\":{\"key\":\"%s\",\"value\":\"old\"}}".formatted(key(number)))
        .collect(Collectors.joining(",", "{\"then\":[", "]}"));
  }

  private static String key(int number) {
    return "k/%04d".formatted(number);
  }

  /// Changes one of the keys, deletes one and adds one, all at once, over and over.
  private void write(List<ReplicaProcess> replicas, AtomicBoolean done, AtomicInteger written) {
    for (int round = 0; !done.get(); round++) {
      String body =
          """
          {"then":[{"put":{"key":"%s","value":"new"}},{"delete":{"key":"%s"}},
                   {"put":{"key":"k/new/%d","value":"new"}}]}
          """
              .formatted(key(2 * round % KEYS), key((2 * round + 1) % KEYS), round);
      ok(post(replicas.get(round % replicas.size()), "/v1/txn", body));
      written.incrementAndGet();
    }
  }

  private void checkPages(List<ReplicaProcess> replicas, String first) {
    List<String> seen = new ArrayList<>();
    JsonNode page = ok(get(next(replicas), first));
    long revision = page.path("revision").asLong();
    while (true) {
      assertThat(page.path("revision").asLong()).isEqualTo(revision);
      assertThat(page.path("count").asInt()).isEqualTo(KEYS);
      for (JsonNode item : page.path("items")) {
        seen.add(item.path("key").asString());
        assertThat(item.path("value").asString("old")).as(item.toString()).isEqualTo("old");
      }
      if (!page.has("cursor")) {
        break;
      }
      String consistency = turn % 2 == 0 ? "stale" : "linearizable";
      String cursor = page.path("cursor").asString();
      page =
          ok(
              get(
                  next(replicas),
                  "/v1/kv?limit=30&consistency=" + consistency + "&cursor=" + cursor));
    }
    List<String> expected = IntStream.range(0, KEYS).mapToObj(RangesIT::key).toList();
    assertThat(seen).isEqualTo(first.contains("desc") ? expected.reversed() : expected);
  }

  /// Deletes at one replica what another then does not have, and forgets what there was.
  private void checkTheRest(List<ReplicaProcess> replicas, long revision) {
    JsonNode deleted = ok(delete(next(replicas), "/v1/kv?prefix=k/"));
    assertThat(deleted.path("deleted").asInt()).isPositive();
    for (ReplicaProcess replica : replicas) {
      assertThat(ok(get(replica, "/v1/kv?prefix=k/")).path("count").asInt()).isZero();
    }
    String latest = deleted.path("revision").asString();
    JsonNode compacted = ok(post(next(replicas), "/v1/compact", "{\"revision\":" + latest + "}"));
    assertThat(compacted.path("compactRevision").asString()).isEqualTo(latest);
    for (ReplicaProcess replica : replicas) {
      HttpResponse<String> gone = get(replica, "/v1/kv?revision=" + revision);
      assertThat(gone.statusCode()).as(gone.body()).isEqualTo(410);
    }
  }

  private HttpResponse<String> get(ReplicaProcess replica, String path) {
    return send(request(replica, path).GET());
  }

  private HttpResponse<String> delete(ReplicaProcess replica, String path) {
    return send(request(replica, path).DELETE());
  }

  private HttpResponse<String> post(ReplicaProcess replica, String path, String body) {
    return send(
        request(replica, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static HttpRequest.Builder request(ReplicaProcess replica, String path) {
    return HttpRequest.newBuilder(replica.url().resolve(path))
        .timeout(Duration.ofSeconds(35))
        .header("Quorate-Timeout-Ms", "30000");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static JsonNode ok(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(response.body());
  }
}
