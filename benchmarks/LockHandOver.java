import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Clients that wait for one lock, get it, and release it at once, again and again: how often it
/// changes hands in a second.
///   java benchmarks/LockHandOver.java <url,url,...> <clients> <seconds>
class LockHandOver {
  private static final Pattern TOKEN = Pattern.compile("\"token\":(\\d+)");

  public static void main(String[] arguments) throws Exception {
    String[] urls = arguments[0].split(",");
    int clients = Integer.parseInt(arguments[1]);
    long seconds = Long.parseLong(arguments[2]);
    var handOvers = new ArrayList<List<Long>>();
    var ended = new ArrayList<Future<?>>();
    long start = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int i = 0; i < clients; i++) {
        var times = new ArrayList<Long>();
        handOvers.add(times);
        String lock = urls[i % urls.length] + "/v1/locks/bench";
        ended.add(threads.submit(() -> {
          while (System.nanoTime() - start < seconds * 1_000_000_000) {
            long before = System.nanoTime();
            String got = send(http, lock, "POST", "{\"waitSeconds\":60}");
            Matcher token = TOKEN.matcher(got);
            if (!token.find()) {
              throw new IllegalStateException(got);
            }
            times.add(System.nanoTime() - before);
            send(http, lock + "?token=" + token.group(1), "DELETE", "");
          }
          return null;
        }));
      }
      for (var one : ended) {
        one.get();
      }
    }
    List<Long> waits = handOvers.stream().flatMap(List::stream).sorted().toList();
    double took = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%d clients at %d replicas: %.0f hand-overs/s, wait p50 %.1f ms, p99 %.1f ms%n",
        clients,
        urls.length,
        waits.size() / took,
        waits.get(waits.size() / 2) / 1e6,
        waits.get(waits.size() * 99 / 100) / 1e6);
  }

  private static String send(HttpClient http, String url, String method, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.ofString(body));
    return http.send(request.build(), BodyHandlers.ofString()).body();
  }
}
