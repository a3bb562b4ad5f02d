package io.quorate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.service.engine.Fence;
import io.quorate.service.storage.CorruptStore;
import io.quorate.service.storage.ReplicaStore;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/// A replica that finds its store damaged stops, whoever was reading.
class ReplicaConfigurationTest {
  private final ReplicaStore damaged =
      (ReplicaStore)
          Proxy.newProxyInstance(
              ReplicaStore.class.getClassLoader(),
              new Class<?>[] {ReplicaStore.class},
              (_, _, _) -> {
                throw new CorruptStore("slot 7");
              });
  private final Fence fence = new Fence(_ -> {});

  @Test
  void aDamagedRowFencesTheReplicaWhenAPeerCatchesUp() {
    var log = new ReplicaConfiguration().chosenLog(damaged, fence);
    assertThatThrownBy(() -> log.chosenFrom(1, 10, 100)).isInstanceOf(CorruptStore.class);
    assertThat(fence.reason()).hasValueSatisfying(why -> assertThat(why).contains("slot 7"));
  }

  @Test
  void aDamagedRowFencesTheReplicaWhenAPersonLooks() {
    var log = new ReplicaConfiguration().logView(damaged, fence);
    assertThatThrownBy(() -> log.votes(1, 10)).isInstanceOf(CorruptStore.class);
    assertThat(fence.reason()).isPresent();
  }
}
