package io.quorate.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quorate.core.register.MarksKept;
import io.quorate.core.register.RegisterMember;
import io.quorate.service.config.QuorateProperties;
import io.quorate.service.engine.Fence;
import io.quorate.service.engine.RegisterEngine;
import io.quorate.service.engine.RegisterSettings;
import io.quorate.service.engine.ReplicaEngine;
import io.quorate.service.membership.Membership;
import io.quorate.service.peer.HttpRegisterTransport;
import io.quorate.service.peer.HttpTransport;
import io.quorate.service.storage.ReplicaStore;
import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the registers of a replica together, beside its log.
@Configuration(proxyBeanMethods = false)
class RegisterConfiguration {

  @Bean
  RegisterEngine registers(
      QuorateProperties properties,
      Membership membership,
      ReplicaStore disk,
      HttpTransport transport,
      ReplicaEngine engine,
      Fence fence,
      MeterRegistry meters) {
    QuorateProperties.Limits limits = properties.limits();
    MarksKept marks =
        new MarksKept(limits.idempotencyKeys(), limits.idempotencyKeysFor().toMillis());
    Counter pulled = repaired(meters, "pulled");
    Counter pushed = repaired(meters, "pushed");
    return new RegisterEngine(
        properties.replicaId(),
        membership.quorums(),
        new RegisterMember(disk.recoverRegisters(), marks),
        new SecureRandom().nextLong(),
        new HttpRegisterTransport(transport, engine),
        engine.doors(),
        fence,
        RegisterSettings.defaults(),
        () -> engine.view().status().whyNoVote(),
        (fromPeer, toPeer) -> {
          pulled.increment(fromPeer);
          pushed.increment(toPeer);
        });
  }

  private static Counter repaired(MeterRegistry meters, String direction) {
    return Counter.builder("quorate.registers.repaired")
        .description("Copies of registers that replicas brought each other in the background")
        .tag("direction", direction)
        .register(meters);
  }
}
