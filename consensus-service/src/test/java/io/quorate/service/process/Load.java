package io.quorate.service.process;

import io.quorate.testkit.history.History;
import io.quorate.testkit.history.HistoryRecorder;
import io.quorate.testkit.history.KvAnswer;
import io.quorate.testkit.history.KvCall;
import io.quorate.testkit.history.KvModel;
import io.quorate.testkit.history.LinearizabilityChecker;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;

/// Clients at all replicas that read and write the same keys, and the history of what they saw.
final class Load implements AutoCloseable {

  private static final int KEYS = 300;

  private final ProcessCluster cluster;
  private final KvHttp kv = new KvHttp(Duration.ofSeconds(3));
  private final HistoryRecorder<KvCall, KvAnswer> recorder = new HistoryRecorder<>();
  private final Workers workers = new Workers();

  private Load(ProcessCluster cluster) {
    this.cluster = cluster;
  }

  /// Starts the clients.
  ///
  /// @param seed decides what they do, not when
  static Load start(ProcessCluster cluster, int clients, long seed) {
    Load load = new Load(cluster);
    ConcurrentMap<String, Long> revisions = new ConcurrentHashMap<>();
    for (int i = 0; i < clients; i++) {
      load.workers.start(
          new LoadClient(
              "client" + i,
              cluster.replicas(),
              load.kv,
              load.recorder,
              revisions,
              KEYS,
              new Random(seed + i),
              load.workers::goOn));
    }
    return load;
  }

  /// Requires that all clients still work.
  void check() {
    workers.check();
  }

  /// Ends the clients, reads every key through every replica, and checks all that was seen.
  ///
  /// @throws AssertionError when no single copy of the data could have answered like that
  void stopAndCheck() {
    workers.stop();
    for (ReplicaProcess replica : cluster.replicas()) {
      IntStream.range(0, KEYS).forEach(key -> readAtTheEnd(replica, new KvCall.Get("load/" + key)));
    }
    History<KvCall, KvAnswer> history = recorder.history();
    System.out.printf("%d calls by the clients%n", history.operations().size());
    new LinearizabilityChecker<>(new KvModel()).check(history).requireLinearizable();
  }

  private void readAtTheEnd(ReplicaProcess replica, KvCall.Get get) {
    var open = recorder.invoke("end-" + replica, get);
    Attempt attempt = kv.attempt(replica.url(), get, Optional.empty());
    if (!(attempt instanceof Attempt.Answered answered)) {
      throw new AssertionError(
          "%s at %s, with all faults over: %s".formatted(get, replica, attempt));
    }
    open.ok(answered.answer());
  }

  @Override
  public void close() {
    workers.close();
    kv.close();
  }
}
