package io.quorate.service.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quorate.service.watch.WatchHub;
import org.springframework.stereotype.Component;

/// Shows what the watches of this replica do.
@Component
final class WatchMeters implements MeterBinder {
  private final WatchHub watches;

  WatchMeters(WatchHub watches) {
    this.watches = watches;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("quorate.watches.open", watches, WatchHub::openWatches)
        .description("Watches that are open at this replica")
        .register(registry);
    FunctionCounter.builder("quorate.watches.cut.off", watches, WatchHub::cutOffs)
        .description("Watches that were cut off because their readers were too slow")
        .register(registry);
    FunctionCounter.builder("quorate.watches.events", watches, WatchHub::events)
        .description("Events that were sent to watches, progress included")
        .register(registry);
  }
}
