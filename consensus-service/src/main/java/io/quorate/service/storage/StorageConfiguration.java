package io.quorate.service.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quorate.service.config.QuorateProperties;
import jakarta.persistence.EntityManagerFactory;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.SessionFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// Opens the replica's store: the database that `spring.datasource.url` names, or else an H2 of its
/// own in `quorate.data-dir`.
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

  @Bean
  Rows rows(AcceptedRows accepted, PromiseRows promise, MetRows met) {
    return new Rows(accepted, promise, met);
  }

  @Bean
  JpaReplicaStore replicaStore(
      EntityManagerFactory factory, Rows rows, QuorateProperties settings, MeterRegistry meters) {
    SessionFactory sessions = factory.unwrap(SessionFactory.class);
    Durability durability =
        sessions.fromStatelessSession(session -> session.doReturningWork(Durability::of));
    StoreIdentity.Claim claim =
        new StoreIdentity(
                settings.replicaId(), Optional.ofNullable(settings.peers()), settings.quorum())
            .claim(sessions, durability);
    return new JpaReplicaStore(rows, sessions, durability, claim, meters);
  }

  /// The embedded database, when no other is named.
  @Configuration(proxyBeanMethods = false)
  @Conditional(NoDatabaseIsNamed.class)
  static class Embedded {

    /// The writer's connection, the readers', and one for the start and for health.
    private static final int CONNECTIONS = QuietReads.THREADS + 2;

    @Bean
    EmbeddedStore embeddedStore(QuorateProperties settings) {
      return EmbeddedStore.in(Objects.requireNonNull(settings.dataDir()));
    }

    @Bean
    HikariDataSource dataSource(EmbeddedStore store) {
      HikariConfig pool = new HikariConfig();
      pool.setPoolName("quorate-store");
      pool.setJdbcUrl(store.url());
      pool.setUsername(EmbeddedStore.USER);
      pool.setPassword(EmbeddedStore.PASSWORD);
      pool.setMaximumPoolSize(CONNECTIONS);
      pool.setMaxLifetime(0);
      return new HikariDataSource(pool);
    }
  }

  static final class NoDatabaseIsNamed extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(
        ConditionContext context, AnnotatedTypeMetadata metadata) {
      boolean named = context.getEnvironment().containsProperty("spring.datasource.url");
      return new ConditionOutcome(!named, ConditionMessage.of("spring.datasource.url"));
    }
  }
}
