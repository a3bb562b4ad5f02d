package io.quorate.service.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quorate.service.engine.Answer;
import io.quorate.service.engine.EngineObserver;
import io.quorate.service.engine.Submitted;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Counts what the engine does. Safe for any thread.
@Component
final class EngineMeters implements EngineObserver {
  // What the histograms tell apart; everything else lands in the first or the last bucket.
  private static final double LARGEST_BATCH = 4096;
  private static final Duration SHORTEST = Duration.ofNanos(200_000);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final DistributionSummary batchSize;
  private final Counter forwarded;
  private final Timer applied;
  private final Timer rejected;
  private final Timer unknown;
  private final Timer found;
  private final Timer refused;

  EngineMeters(MeterRegistry registry) {
    batchSize =
        DistributionSummary.builder("quorate.batch.size")
            .description("Commands that the leader proposed in one slot")
            .publishPercentileHistogram()
            .minimumExpectedValue(1.0)
            .maximumExpectedValue(LARGEST_BATCH)
            .register(registry);
    forwarded =
        Counter.builder("quorate.forwarded.commands")
            .description("Commands that were passed on to the leader, repetitions included")
            .register(registry);
    applied = proposals(registry, "applied");
    rejected = proposals(registry, "rejected");
    unknown = proposals(registry, "unknown");
    found = reads(registry, "found");
    refused = reads(registry, "refused");
  }

  private static Timer proposals(MeterRegistry registry, String outcome) {
    return Timer.builder("quorate.proposals")
        .description("Writes of this replica's callers, from their arrival to their outcome")
        .tag("outcome", outcome)
        .publishPercentileHistogram()
        .minimumExpectedValue(SHORTEST)
        .maximumExpectedValue(LONGEST)
        .register(registry);
  }

  private static Timer reads(MeterRegistry registry, String outcome) {
    return Timer.builder("quorate.reads")
        .description("Reads of this replica's callers, from their arrival to their answer")
        .tag("outcome", outcome)
        .publishPercentileHistogram()
        .minimumExpectedValue(SHORTEST)
        .maximumExpectedValue(LONGEST)
        .register(registry);
  }

  @Override
  public void proposed(int commands) {
    batchSize.record(commands);
  }

  @Override
  public void forwarded(int commands) {
    forwarded.increment(commands);
  }

  @Override
  public void wrote(Submitted outcome, Duration took) {
    switch (outcome) {
      case Submitted.Applied _ -> applied.record(took);
      case Submitted.Rejected _ -> rejected.record(took);
      case Submitted.Unknown() -> unknown.record(took);
    }
  }

  @Override
  public void read(Answer<?> answer, Duration took) {
    switch (answer) {
      case Answer.Found<?> _ -> found.record(took);
      case Answer.Refused<?> _ -> refused.record(took);
    }
  }
}
