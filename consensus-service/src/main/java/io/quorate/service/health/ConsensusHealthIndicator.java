package io.quorate.service.health;

import io.quorate.core.paxos.Status;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.service.engine.Engine;
import io.quorate.service.engine.Fence;
import io.quorate.service.engine.View;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// The component `consensus`: role, leader and lag for a person to read. Down only when the replica
/// has fenced itself, or is shut out because it lost its store: that its peers are away is a
/// problem of each request, not of this replica.
@Component
final class ConsensusHealthIndicator implements HealthIndicator {
  private final Engine engine;
  private final Fence fence;

  ConsensusHealthIndicator(Engine engine, Fence fence) {
    this.engine = engine;
    this.fence = fence;
  }

  @Override
  public Health health() {
    View view = engine.view();
    Status status = view.status();
    Optional<String> fenced = fence.reason();
    Health.Builder health = fenced.isPresent() || status.shutOut() ? Health.down() : Health.up();
    health
        .withDetail("role", status.role())
        .withDetail("leader", status.leader().map(ReplicaId::value).orElse("none known"))
        .withDetail("ballot", status.promised().toString())
        .withDetail("votes", status.whyNoVote().isEmpty())
        .withDetail("chosenSlot", status.chosenUpTo())
        .withDetail("appliedSlot", view.appliedSlot())
        .withDetail("lag", status.chosenUpTo() - view.appliedSlot())
        .withDetail("revision", view.revision());
    status.whyNoVote().ifPresent(why -> health.withDetail("whyNoVote", why));
    fenced.ifPresent(why -> health.withDetail("fenced", why));
    return health.build();
  }
}
