package io.quorate.service.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quorate.service.engine.Engine;
import io.quorate.service.engine.View;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/// Shows where the replica stands, from the engine's last [View].
@Component
final class ReplicaGauges implements MeterBinder {
  private final Engine engine;

  ReplicaGauges(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(registry, "leader", "1 on the replica that leads, else 0", ReplicaGauges::leads);
    gauge(
        registry,
        "ballot",
        "Round of the highest ballot promised",
        view -> view.status().promised().round());
    gauge(
        registry,
        "chosen.slot",
        "Last slot known chosen, with all before it",
        view -> view.status().chosenUpTo());
    gauge(registry, "applied.slot", "Last slot applied to the state", View::appliedSlot);
    gauge(
        registry,
        "slots.in.flight",
        "Slots proposed here and not known chosen",
        view -> view.status().slotsInFlight());
    gauge(registry, "revision", "The store's revision", View::revision);
    gauge(registry, "keys", "Keys in the store", View::keys);
    gauge(registry, "leases", "Leases that have not ended", view -> view.coordination().leases());
    gauge(registry, "locks.held", "Locks that are held", view -> view.coordination().locks());
    gauge(
        registry,
        "elections.led",
        "Elections that have a leader",
        view -> view.coordination().elections());
    gauge(
        registry,
        "lock.waiters",
        "Claims that wait for a lock or an election",
        view -> view.coordination().waiters());
    gauge(registry, "queue.depth", "Commands waiting to be proposed or passed on", View::queued);
    gauge(registry, "pending.commands", "Commands not applied yet", View::pending);
    gauge(registry, "durable.lag", "Groups of writes that are not on disk yet", View::durableLag);
    FunctionCounter.builder("quorate.elections", engine, one -> one.view().status().elections())
        .description("Ballots prepared by this replica")
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry, String name, String description, ToDoubleFunction<View> value) {
    Gauge.builder("quorate." + name, engine, one -> value.applyAsDouble(one.view()))
        .description(description)
        .register(registry);
  }

  private static double leads(View view) {
    return view.status().role().equals("leader") ? 1 : 0;
  }
}
