package io.quorate.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.quorate.core.keyspace.Retention;
import io.quorate.core.paxos.Recovered;
import io.quorate.core.paxos.Replica;
import io.quorate.core.paxos.Timing;
import io.quorate.core.store.Limits;
import io.quorate.core.store.Store;
import io.quorate.service.config.QuorateProperties;
import io.quorate.service.engine.EngineObserver;
import io.quorate.service.engine.EngineSettings;
import io.quorate.service.engine.Fence;
import io.quorate.service.engine.LockNews;
import io.quorate.service.engine.LogView;
import io.quorate.service.engine.Renewals;
import io.quorate.service.engine.ReplicaEngine;
import io.quorate.service.engine.Transport;
import io.quorate.service.engine.Witnesses;
import io.quorate.service.membership.Membership;
import io.quorate.service.peer.ChosenLog;
import io.quorate.service.peer.HttpTransport;
import io.quorate.service.peer.HttpWitnesses;
import io.quorate.service.peer.Letterhead;
import io.quorate.service.storage.CorruptStore;
import io.quorate.service.storage.Identity;
import io.quorate.service.storage.ReplicaStore;
import io.quorate.service.watch.Buffer;
import io.quorate.service.watch.WatchHub;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts a replica together: what the store remembers, the core that decides, the engine that does.
@Configuration(proxyBeanMethods = false)
class ReplicaConfiguration {
  private static final Logger log = LoggerFactory.getLogger(ReplicaConfiguration.class);

  /// How long a fenced replica stays to say why, before it ends.
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /// How long someone who looks at the cluster waits for a replica that does not answer.
  private static final Duration WITNESS_PATIENCE = Duration.ofMillis(500);

  private static final int FENCED_EXIT_CODE = 70;

  @Bean
  Fence fence(ApplicationContext context) {
    return new Fence(_ -> {
      // First, so that nothing that goes wrong with the news keeps this replica from its end.
      Thread.ofPlatform().name("fenced").daemon(true).start(ReplicaConfiguration::end);
      AvailabilityChangeEvent.publish(context, LivenessState.BROKEN);
      AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
    });
  }

  /// Ends without any shutdown work: nothing that this process still does may be trusted.
  private static void end() {
    try {
      Thread.sleep(LAST_WORDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(FENCED_EXIT_CODE);
  }

  @Bean
  Membership membership(ReplicaStore disk) {
    return disk.membership();
  }

  @Bean
  ReplicaEngine engine(
      QuorateProperties properties,
      Membership membership,
      ReplicaStore disk,
      Transport transport,
      Fence fence,
      EngineObserver observer,
      LockNews news,
      WatchHub watches) {
    QuorateProperties.Limits limits = properties.limits();
    Recovered recovered = disk.recover();
    Store store =
        new Store(
            new Limits(
                limits.idempotencyKeys(),
                limits.idempotencyKeysFor().toMillis(),
                limits.idempotencyValueBytes().toBytes()),
            membership.quorums());
    disk.replay(
        recovered.chosenUpTo(), row -> store.apply(row.slot(), row.decree(), (id, result) -> {}));
    news.follow(store.locks());
    watches.follow(store);
    log.info(
        "replica {}: promised {}, {} slots chosen, {} keys, revision {}",
        properties.replicaId(),
        recovered.promised(),
        recovered.chosenUpTo(),
        store.now().keys().size(),
        store.revision());
    Replica replica =
        new Replica(
            properties.replicaId(),
            store.quorums(),
            timing(properties),
            recovered,
            System.nanoTime() / 1_000_000);
    long origin = new SecureRandom().nextLong();
    return new ReplicaEngine(
        replica, store, origin, transport, fence, settings(properties), observer);
  }

  @Bean
  LockNews lockNews() {
    return new LockNews();
  }

  @Bean
  Renewals renewals(ReplicaEngine engine) {
    return new Renewals(engine);
  }

  @Bean
  WatchHub watches(QuorateProperties properties) {
    QuorateProperties.Watches watches = properties.watches();
    Buffer buffer = new Buffer(watches.bufferRevisions(), watches.bufferBytes().toBytes());
    return new WatchHub(watches.most(), buffer).start();
  }

  private static Timing timing(QuorateProperties properties) {
    QuorateProperties.Timing timing = properties.timing();
    Timing defaults = Timing.defaults();
    return new Timing(
        timing.heartbeat().toMillis(),
        timing.electionTimeout().toMillis(),
        defaults.stagger(),
        timing.progressTimeout().toMillis(),
        properties.limits().slotsInFlight(),
        defaults.maxLag());
  }

  private static EngineSettings settings(QuorateProperties properties) {
    QuorateProperties.Limits limits = properties.limits();
    QuorateProperties.History history = properties.history();
    Retention retention =
        new Retention(
            history.revisions(), history.age().toMillis(), history.valueBytes().toBytes());
    EngineSettings defaults = EngineSettings.defaults();
    return new EngineSettings(
        limits.queue(),
        limits.queueBytes().toBytes(),
        limits.batchCommands(),
        limits.batchBytes().toBytes(),
        defaults.fullBatch(),
        defaults.forwardsInFlight(),
        defaults.tickMillis(),
        retention);
  }

  @Bean
  Letterhead letterhead(ReplicaStore disk, Membership membership) {
    Identity identity = disk.identity();
    return new Letterhead(
        membership.cluster(),
        identity.replica(),
        identity.incarnation(),
        membership.configuration());
  }

  @Bean
  HttpTransport transport(
      Letterhead self, Membership membership, QuorateProperties properties, MeterRegistry meters) {
    return new HttpTransport(self, membership.urls(), properties.timing().peerTimeout(), meters);
  }

  @Bean
  LogView logView(ReplicaStore disk, Fence fence) {
    return (slot, limit) -> trusted(fence, () -> disk.votesFrom(slot, limit));
  }

  @Bean
  ChosenLog chosenLog(ReplicaStore disk, Fence fence) {
    return (slot, limit, maxBytes) -> trusted(fence, () -> disk.chosenFrom(slot, limit, maxBytes));
  }

  /// Whoever finds the store damaged: this replica must not vote from it any more.
  private static <T> T trusted(Fence fence, Supplier<T> read) {
    try {
      return read.get();
    } catch (CorruptStore damaged) {
      fence.fence(damaged);
      throw damaged;
    }
  }

  @Bean
  Witnesses witnesses(HttpTransport transport) {
    return new HttpWitnesses(transport, WITNESS_PATIENCE);
  }
}
