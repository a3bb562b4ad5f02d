package io.quorate.service.storage;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quorate.service.config.QuorateProperties;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A store as the service opens it, without the rest of the service.
final class OpenStore implements AutoCloseable {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "quorate.replica-id", "a",
          "quorate.peers", "a=http://127.0.0.1:1,b=http://127.0.0.1:2,c=http://127.0.0.1:3",
          "logging.level.root", "warn");

  private final ConfigurableApplicationContext context;

  private OpenStore(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /// Replica a's, unless the settings say otherwise; an empty one is not set at all.
  static OpenStore with(Map<String, String> settings) {
    Map<String, Object> all = new HashMap<>(DEFAULTS);
    all.putAll(settings);
    all.values().removeIf(""::equals);
    return new OpenStore(
        new SpringApplicationBuilder(Storage.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .properties(all)
            .run());
  }

  ReplicaStore store() {
    return context.getBean(ReplicaStore.class);
  }

  MeterRegistry meters() {
    return context.getBean(MeterRegistry.class);
  }

  SessionFactory sessions() {
    return context.getBean(EntityManagerFactory.class).unwrap(SessionFactory.class);
  }

  /// The database itself, to look at or to damage.
  JdbcClient sql() {
    return JdbcClient.create(context.getBean(DataSource.class));
  }

  /// Ends an H2 database as a crash would. The pool goes first: it replaces connections that end,
  /// and would open the database again.
  void crash() throws SQLException {
    HikariDataSource pool = context.getBean(HikariDataSource.class);
    pool.close();
    try (Connection last =
            DriverManager.getConnection(
                pool.getJdbcUrl(), EmbeddedStore.USER, EmbeddedStore.PASSWORD);
        Statement statement = last.createStatement()) {
      statement.execute("shutdown immediately");
    }
  }

  @Override
  public void close() {
    context.close();
  }

  @Configuration(proxyBeanMethods = false)
  @AutoConfigurationPackage
  @EnableConfigurationProperties(QuorateProperties.class)
  @Import(StorageConfiguration.class)
  @ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    HibernateJpaAutoConfiguration.class,
    DataJpaRepositoriesAutoConfiguration.class,
    FlywayAutoConfiguration.class
  })
  static class Storage {
    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }
  }
}
