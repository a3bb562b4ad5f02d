package io.quorate.service.storage;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/// Tells how long durability takes and how many groups share it.
final class WriterMeters {
  private final Timer commit;
  private final DistributionSummary groups;

  WriterMeters(MeterRegistry registry) {
    commit =
        Timer.builder("quorate.durable.commit")
            .description("Time to commit groups of writes and to have them on stable storage")
            .publishPercentileHistogram()
            .register(registry);
    groups =
        DistributionSummary.builder("quorate.durable.commit.groups")
            .description("Groups of writes that shared one durable commit")
            .register(registry);
  }

  void committed(int count, long nanos) {
    commit.record(nanos, TimeUnit.NANOSECONDS);
    groups.record(count);
  }
}
