package io.quorate.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Settings that cannot work end the start with a message that names them.
class QuoratePropertiesTest {
  private static QuorateProperties bind(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("quorate.replica-id", "a");
    return new Binder(new MapConfigurationPropertySource(all))
        .bind("quorate", QuorateProperties.class)
        .get();
  }

  @ParameterizedTest
  @CsvSource({
    "timing.heartbeat, 0ms",
    "timing.heartbeat, -1ms",
    "timing.heartbeat, 350ms",
    "timing.election-timeout, 0ms",
    "timing.election-timeout, 50ms",
    "timing.progress-timeout, 0ms",
    "timing.peer-timeout, -2s",
    "limits.idempotency-keys-for, 0s",
    "limits.idempotency-value-bytes, -1B",
    "limits.value-bytes, 0B",
    "limits.value-bytes, -1B",
    "limits.value-bytes, 8388609B",
    "limits.value-bytes, 4MB",
    "limits.transaction-bytes, 0B",
    "limits.transaction-bytes, 8388609B",
    "limits.transaction-bytes, 4MB",
    "limits.batch-bytes, 0B",
    "limits.batch-bytes, 2097153B",
    "limits.slots-in-flight, 16",
    "limits.queue-bytes, -1B",
    "limits.queue-bytes, 1064959B",
  })
  void isRefused(String name, String value) {
    String property = "quorate." + name;
    assertThatThrownBy(() -> bind(Map.of(property, value)))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(property + " (");
  }

  @ParameterizedTest
  @CsvSource({
    "timing.heartbeat, 349ms",
    "timing.election-timeout, 51ms",
    "limits.value-bytes, 3MB",
    "limits.batch-bytes, 2MB",
    "limits.slots-in-flight, 15",
    "limits.transaction-bytes, 1B",
    "limits.transaction-bytes, 3MB",
    "limits.queue-bytes, 1040KB",
    "limits.idempotency-value-bytes, 0B",
  })
  void isTaken(String name, String value) {
    assertThat(bind(Map.of("quorate." + name, value))).isNotNull();
  }

  @Test
  void theLargestValueNeedsTheOnlySlotInFlight() {
    assertThat(
            bind(
                Map.of("quorate.limits.value-bytes", "8MB", "quorate.limits.slots-in-flight", "1")))
        .isNotNull();
  }
}
