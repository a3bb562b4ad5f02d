package io.quorate.service.config;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/// Refuses, before anything else is done, settings that nobody would obey: to run with the default
/// where something else was meant is worse than not to run.
final class SettingsCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {
  private static final String PREFIX = "quorate";
  private static final String DATABASE = "spring.datasource.url";

  /// What other programs set too: with a service named `quorate`, Kubernetes has all sorts of
  /// variables begin with `QUORATE_`.
  private static final List<String> SHARED =
      List.of(
          StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
          StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);

  /// @throws BadSetting when there is one
  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    ConfigurableEnvironment environment = event.getEnvironment();
    refuseUnknown(environment);
    refuseOtherDatabases(environment);
  }

  private static void refuseUnknown(ConfigurableEnvironment environment) {
    Map<ConfigurationPropertyName, String> known =
        names(PREFIX, QuorateProperties.class)
            .collect(Collectors.toMap(ConfigurationPropertyName::of, Function.identity()));
    NavigableSet<String> names = new TreeSet<>(known.values());
    NavigableSet<String> unknown = new TreeSet<>();
    for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
      if (source instanceof IterableConfigurationPropertySource own && !isShared(own)) {
        own.stream()
            .filter(ConfigurationPropertyName.of(PREFIX)::isAncestorOf)
            .filter(name -> !known.containsKey(name))
            .forEach(name -> unknown.add(refusal(name.toString(), names)));
      }
    }
    if (!unknown.isEmpty()) {
      throw new BadSetting(String.join("; ", unknown));
    }
  }

  private static boolean isShared(ConfigurationPropertySource source) {
    return source.getUnderlyingSource() instanceof PropertySource<?> under
        && SHARED.contains(under.getName());
  }

  private static String refusal(String name, Collection<String> known) {
    return name
        + " is unknown; "
        + Nearest.to(name, known)
            .map("is %s meant?"::formatted)
            .orElseGet(() -> "there are " + String.join(", ", known));
  }

  /// The names of the settings in a record, those of its records included.
  private static Stream<String> names(String prefix, Class<?> settings) {
    return Stream.of(settings.getRecordComponents()).flatMap(component -> names(prefix, component));
  }

  private static Stream<String> names(String prefix, RecordComponent component) {
    String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
    return component.getType().getEnclosingClass() == QuorateProperties.class
        ? names(name, component.getType())
        : Stream.of(name);
  }

  private static void refuseOtherDatabases(ConfigurableEnvironment environment) {
    String url = environment.getProperty(DATABASE, "");
    boolean known = url.startsWith("jdbc:h2:") || url.startsWith("jdbc:postgresql:");
    if (!url.isEmpty() && !known) {
      // What follows may hold a password.
      String kind = url.substring(0, url.indexOf(':', url.indexOf(':') + 1) + 1);
      throw new BadSetting(
          "%s (%s...): a replica stores in PostgreSQL (jdbc:postgresql://...), or without %s in an H2 of its own"
              .formatted(DATABASE, kind, DATABASE));
    }
  }
}
